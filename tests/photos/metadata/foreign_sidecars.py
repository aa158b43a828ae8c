"""Sidecars as other programs write them, with everything in them that Curator has no word for."""

LIGHTROOM = """\
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="Adobe XMP Core 7.0">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:exif="http://ns.adobe.com/exif/1.0/"
    xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
    xmlns:stEvt="http://ns.adobe.com/xap/1.0/sType/ResourceEvent#"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:lr="http://ns.adobe.com/lightroom/1.0/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:crs="http://ns.adobe.com/camera-raw-settings/1.0/"
   xmp:Rating="2"
   xmp:Label="Red"
   xmp:CreateDate="2026-03-14T07:42:10.25"
   xmp:MetadataDate="2026-03-15T10:00:00+09:00"
   photoshop:SidecarForExtension="NEF"
   photoshop:DateCreated="2026-03-14T07:42:10.25"
   photoshop:Instructions="Embargo &quot;until&quot; Monday"
   exif:DateTimeOriginal="2026-03-14T07:42:10.25"
   xmpMM:DocumentID="xmp.did:1"
   crs:Version="15.4"
   crs:Exposure2012="+0.35"
   crs:HasSettings="True">
   <xmpMM:History>
    <rdf:Seq>
     <rdf:li
      stEvt:action="saved"
      stEvt:when="2026-03-15T10:00:00+09:00"
      stEvt:changed="/metadata"/>
    </rdf:Seq>
   </xmpMM:History>
   <dc:description>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">A ferry</rdf:li>
     <rdf:li xml:lang="ko">연락선</rdf:li>
    </rdf:Alt>
   </dc:description>
   <dc:subject>
    <rdf:Bag>
     <rdf:li>ferry</rdf:li>
     <rdf:li>winter</rdf:li>
    </rdf:Bag>
   </dc:subject>
   <lr:hierarchicalSubject>
    <rdf:Bag>
     <rdf:li>Things|ferry</rdf:li>
    </rdf:Bag>
   </lr:hierarchicalSubject>
   <Iptc4xmpCore:CreatorContactInfo Iptc4xmpCore:CiEmailWork="desk@press.example"/>
   <crs:ToneCurvePV2012>
    <rdf:Seq>
     <rdf:li>0, 0</rdf:li>
     <rdf:li>255, 255</rdf:li>
    </rdf:Seq>
   </crs:ToneCurvePV2012>
   <crs:Look>
    <rdf:Description
     crs:Name="Adobe Color"
     crs:Amount="1">
    <crs:Parameters crs:Version="15.4" crs:ConvertToGrayscale="False"/>
    </rdf:Description>
   </crs:Look>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

DIGIKAM = """\
<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/" x:xmptk="XMP Core 4.4.0-Exiv2">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about=""
    xmlns:digiKam="http://www.digikam.org/ns/1.0/"
    xmlns:MicrosoftPhoto="http://ns.microsoft.com/photo/1.0/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/"
    xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
   digiKam:PickLabel="3"
   MicrosoftPhoto:Rating="25"
   xmp:Rating="2">
   <digiKam:TagsList>
    <rdf:Seq>
     <rdf:li>Things/ferry</rdf:li>
    </rdf:Seq>
   </digiKam:TagsList>
   <tiff:ImageDescription>
    <rdf:Alt>
     <rdf:li xml:lang="x-default">A ferry</rdf:li>
    </rdf:Alt>
   </tiff:ImageDescription>
   <dc:subject>
    <rdf:Seq>
     <rdf:li>ferry</rdf:li>
    </rdf:Seq>
   </dc:subject>
  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
"""

SPLIT = """\
<?xpacket begin='\ufeff' id='W5M0MpCehiHzreSzNTczkc9d'?>
<!-- made by hand -->
<x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='Image::ExifTool 12.57'>
<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>

 <rdf:Description rdf:about=''
  xmlns:Iptc4xmpExt='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>
  <Iptc4xmpExt:LocationCreated>
   <rdf:Bag>
    <rdf:li rdf:parseType='Resource'>
     <Iptc4xmpExt:City>Lyon</Iptc4xmpExt:City>
    </rdf:li>
   </rdf:Bag>
  </Iptc4xmpExt:LocationCreated>
  <Iptc4xmpExt:LocationShown>
   <rdf:Bag>
    <rdf:li rdf:parseType='Resource'>
     <Iptc4xmpExt:City>Paris</Iptc4xmpExt:City>
     <Iptc4xmpExt:CountryName>France</Iptc4xmpExt:CountryName>
     <Iptc4xmpExt:ProvinceState>Île-de-France</Iptc4xmpExt:ProvinceState>
    </rdf:li>
   </rdf:Bag>
  </Iptc4xmpExt:LocationShown>
 </rdf:Description>

 <?desk keep this?>
 <rdf:Description rdf:about=''
  xmlns:photoshop='http://ns.adobe.com/photoshop/1.0/'>
  <photoshop:City>Paris</photoshop:City>
  <photoshop:Country>France</photoshop:Country>
  <photoshop:State>Île-de-France</photoshop:State>
 </rdf:Description>

 <rdf:Description rdf:about=''
  xmlns:xap='http://ns.adobe.com/xap/1.0/'>
  <xap:CreatorTool>Desk 1</xap:CreatorTool>
  <xap:Rating>2</xap:Rating>
 </rdf:Description>

 <rdf:Description rdf:about=''
  xmlns:xmpRights='http://ns.adobe.com/xap/1.0/rights/'>
  <xmpRights:Marked>True</xmpRights:Marked>
  <xmpRights:UsageTerms>
   <rdf:Alt>
    <rdf:li xml:lang='x-default'>Ask</rdf:li>
    <rdf:li xml:lang='en-GB'>Ask</rdf:li>
    <rdf:li xml:lang='fr'>Demandez</rdf:li>
   </rdf:Alt>
  </xmpRights:UsageTerms>
  <xmpRights:WebStatement>https://old.example/licence</xmpRights:WebStatement>
 </rdf:Description>
</rdf:RDF>
</x:xmpmeta>
                                                                      \x20
<?xpacket end='w'?>"""

ALL = {"Lightroom": LIGHTROOM, "digiKam": DIGIKAM, "split": SPLIT}
"""One of each, by what it is like."""

WORDS = {
    "caption": ("The “ferry” <leaves> & sails\nat dawn — 원산",),
    "headline": ('Ferry\'s "first" day',),
    "photographer": ("Mina Oh",),
    "credit": ("Reuters",),
    "copyright": ("© 2026 Mina Oh",),
    "usage": ("Editorial use only",),
    "license_url": ("https://press.example/?licence=1&photo=2",),
    "alt": ("A white ferry on grey water.",),
    "keywords": ("winter", "sea & sky", "배"),
    "persons": ("Oh Mi-na", "Pak <Chol>"),
    "rating": ("4",),
    "taken": ("2026-03-14T08:42:10+09:00",),
    "sublocation": ("Pier 3",),
    "city": ("Wonsan",),
    "country": ("North Korea",),
}
"""Words for nearly every field, with all that XML could stumble over."""
