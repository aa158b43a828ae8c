"""Words that a camera, a program or a form put where a person should write; flagging them is left to the check."""

import re

_CAMERAS = (
    "asahi optical", "canon", "casio", "concord", "epson", "fuji", "fujifilm", "general imaging",
    "hewlett-packard", "hp", "jvc", "konica", "konica minolta", "kodak", "leica", "lg", "minolta",
    "motorola", "nikon", "nokia", "olympus", "panasonic", "pentax", "polaroid", "praktica", "ricoh",
    "samsung", "sanyo", "sigma", "skanhex", "sony", "sony ericsson", "toshiba", "traveler", "vivitar",
    "yakumo",
)  # fmt: skip

_MAKER = "(?:" + "|".join(sorted(map(re.escape, _CAMERAS), key=len, reverse=True)) + ")"

# What cameras and programs are known to write into EXIF's ImageDescription and UserComment.
_DEVICE = re.compile(
    rf"""
      {_MAKER} (?:\W+ (?: digital | still | camera | dsc | dcs | corporation | electronics | pictures )+)*
    | (?: digital (?: \s+ still )? \s+ camera | dsc | camera | default )
    | exif [_ ] jpeg (?: [_ ] \w+ )*
    | (?: [a-z]: )? [\\/]? dcim (?: \d+ \w* )? (?: [\\/] .* )?
    | (?: charset="?\w+"? \s* )? binary \s comment
    | (?: created | edited | made | comment ) \s (?: with | in ) \s (?: the \s )? gimp .*
    | (?: creator: \s* gd-jpeg | file \s (?: written | source ) \s by | lead \s technologies
        | acd \s systems | processed \s (?: by | with ) \s | software: \s | optimized \s by \s
        | handbrake | lavc\d | ffmpeg | intel\(r\) \s jpeg | xv \s version | cdjpeg | jpeg \s encoder
        ) .*
    | applemark | ascii | unicode | user \s comments? | untitled (?: \W* \d+ )? | no \s (?: description | caption )
    | screenshot | hdrpl? | (?: jpeg ; )? \s* [<(\[]? none [>)\]]? | null | undefined | n/?a
    | gcm_tag
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Names that cameras, phones and card readers give to files, with or without the ending.
_FILE_NAME = re.compile(
    r"""
      (?: _?(?: img | dsc | dscn | dscf | dsc0 | dcp | mg | sam | gopr | gp | dji | hpim | cimg | imgp
        | p | pict | pano | burst | mvimg | pxl | wp | kif | mvc | st | sdc | imag | photo | image
        | whatsapp \s image | screenshot | vid | mov | fullsizerender | b612 | fb_img | received ) )
      [-_ .()]* \d [-_ .()\d]* (?: at \s [\d.]+ )? (?: _?(?: hdr | edit(?:ed)? | copy | burst\d* | cover | mp | ~\d ))*
      (?: \(\d+\) )? (?: \.[a-z]{3,5} )?
    | [\w()~ .-]{1,80} \. (?: jpe?g | png | tiff? | heic | heif | webp | avif | gif | nef | cr[23w]
        | arw | dng | orf | rw2 | raf | psd | bmp )
    | \d[\d_ -]{5,}
    """,
    re.VERBOSE | re.IGNORECASE,
)

_CREDITS = {
    "", "handout", "hand out", "stringer", "staff", "staff photographer", "staff photo", "pool",
    "pool photo", "uncredited", "unknown", "unknown photographer", "photographer unknown",
    "anonymous", "various", "contributor", "file", "file photo", "archive", "photo", "photographer",
    "credit", "courtesy", "courtesy photo", "n/a", "na", "none", "no credit", "tbc", "tbd", "tk",
    "tktk", "xxx", "test", "supplied", "submitted", "user", "owner", "admin", "artist", "author",
    "picasa", "freelance", "freelancer", "provided", "internet", "picture", "the photographer",
    "credit too long, see caption", "see caption",
}  # fmt: skip


def is_camera_filler(text: str) -> bool:
    """Say whether *text* is no caption by a person: a device's default text, or the name of a file."""
    line = " ".join(text.split()).strip(" .")
    if len(line) > 200:
        return False
    return bool(_DEVICE.fullmatch(line) or _FILE_NAME.fullmatch(line))


def is_filler_credit(text: str) -> bool:
    """Say whether *text* names nobody: ``Handout``, ``Stringer``, ``Staff``, a dash."""
    line = " ".join(text.split()).strip(" .,;:()[]<>/-–—_*?").lower()
    return line in _CREDITS


_MACHINE = re.compile(
    r"""
      [\d.,;:/\s-]+                                    # a version or a date alone: 0.9.138
    | <[^<>]*>                                        # <Digimax i50 MP3, Samsung #1 MP3>
    | (?:\(c\)|©|copyright)[\s,]*(?:by\s+)?(?:\d{4})?[\s,.]*  # a notice that names nobody
    | (?:\(c\)|©|copyright)\s+by\s+.*\buser             # (C) by Caplio Pro G3 User
    | .*\bdigital\s+camera                            # KODAK DC240 ZOOM DIGITAL CAMERA
    """,
    re.IGNORECASE | re.VERBOSE,
)


def is_machine_text(text: str) -> bool:
    """Say whether *text* is what only a program writes: version numbers, codes, notices without a name."""
    return bool(_MACHINE.fullmatch(text.strip()))
