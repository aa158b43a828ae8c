"""Captions as a news desk writes them, correct and misspelt; every one written for these tests.

``CORRECT`` holds captions without a fault by language; ``MISSPELT`` words with a fault, each with
the word meant and a caption in which it stands for ``{}``.
"""

ENGLISH = (
    "A ferry leaves Wonsan harbour at dawn, its deck crowded with fishermen and their families.",
    "Mina Oh, 34, a schoolteacher from Hamhung, waits for the last tram outside the Grand People’s"
    " Study House in Pyongyang, North Korea, on 14 March 2026.",
    "Children in red scarves run down the steps of the Mansudae Art Theatre after a rehearsal for"
    " the Arirang mass games.",
    "Firefighters from the Odesa regional brigade clear rubble from a nine-storey apartment block"
    " hit by an overnight drone strike. Rescuers said 12 people, including three children, were"
    " killed.",
    "President Emmanuel Macron, left, greets Chancellor Friedrich Merz on the steps of the Élysée"
    " Palace in Paris on Tuesday.",
    "Supporters of Raila Odinga hold candles during a vigil in Kisumu, western Kenya, following his"
    " state funeral.",
    "Ngozi Okonkwo, from left, Chidi Eze and Amara Nwosu sort recycled plastic bottles at a"
    " women-run co-operative in Enugu, Nigeria.",
    "A volunteer hands out bottled water and blankets to migrants who crossed the English Channel in"
    " a rubber dinghy, near Dungeness, Kent.",
    "Okonkwo’s daughters practise the violin by torchlight because the neighbourhood has had no"
    " electricity since Sunday’s storm.",
    "Smoke billows from a tyre depot on the outskirts of Guayaquil, Ecuador’s largest city, as"
    " soldiers patrol the streets.",
    "Novak Djokovic of Serbia stretches for a backhand against Carlos Alcaraz of Spain during their"
    " semi-final at the Australian Open in Melbourne.",
    "The 72-year-old shepherd Giorgi Maisuradze leads his flock through the Abano Pass, at 2,826"
    " metres the highest drivable road in the Caucasus.",
    "Riot police use tear gas and water cannon to disperse anti-government protesters in front of"
    " parliament in Tbilisi.",
    "A woman holds her newborn baby in the maternity ward of Al-Shifa hospital, where doctors say"
    " supplies of antibiotics have run out.",
    "Visitors take selfies beneath cherry blossoms along the Tidal Basin in Washington DC.",
    "Pak Chol-min, 19, a conscript, shares a cigarette with a comrade at a railway crossing near"
    " Kaesong. Photography of soldiers is normally forbidden.",
    "Commuters wade through knee-deep floodwater in Dhaka after heavier-than-usual monsoon rains.",
    "The defendants, handcuffed and wearing orange jumpsuits, arrive at the federal courthouse in"
    " lower Manhattan.",
    "A striking nurse outside St Thomas’ Hospital in London. The union says its members’ pay has"
    " fallen by a fifth in real terms since 2010.",
    "An aerial view of terraced rice fields near Sapa, in Vietnam’s mountainous north-west.",
    "Astronaut Samantha Cristoforetti waves to journalists before boarding the Soyuz spacecraft at"
    " the Baikonur cosmodrome in Kazakhstan.",
    "Workers in hazmat suits disinfect a subway carriage in Seoul. The outbreak has infected more"
    " than 3,000 people in a fortnight.",
    "Fans of Boca Juniors light flares ahead of the superclásico against River Plate at La Bombonera"
    " stadium in Buenos Aires.",
    "A mannequin in a bombed-out dressmaker’s shop on Sumska Street, Kharkiv’s main thoroughfare.",
    "Villagers carry the coffin of Maribel Quispe, a community leader and environmental campaigner"
    " shot dead outside her home in the Peruvian Amazon.",
    "Lt Col Sarah Whitfield briefs cadets before a parachute drop over Salisbury Plain, Wiltshire.",
    "Two boys leapfrog over bollards outside a boarded-up pawnshop in Hartlepool, north-east"
    " England, where unemployment is among the highest in the country.",
    "The singer Björk performs at the Harpa concert hall in Reykjavík wearing a headdress by the"
    " milliner James Merry.",
    "Kim Yong-chol bows before statues of the late leaders. Foreigners are asked to lay flowers, and"
    " photographs must show the monuments from head to toe.",
    "Rohingya refugees queue for rice at the Kutupalong camp in Cox’s Bazar, Bangladesh, home to"
    " nearly a million people.",
    "A skateboarder kickflips over a barrier in the car park of a shuttered shopping centre in"
    " Youngstown, Ohio.",
    "Archaeologists brush dust from a mosaic floor uncovered beneath a vineyard near Verona.",
    "People dance in the streets of Ouagadougou to celebrate Burkina Faso’s first win at the Africa"
    " Cup of Nations.",
    "Greta Thunberg is carried away by police officers after blockading the entrance to an oil"
    " terminal in Malmö with other activists.",
    "A grieving father hugs the tombstone of his son, a sergeant who was killed by shelling near"
    " Bakhmut last winter.",
    "The deputy prime minister, Angela Rayner, visits a housing association development in"
    " Ashton-under-Lyne, Greater Manchester.",
    "Snow-covered pines frame the ski slopes at Masikryong, a resort built by the military in ten"
    " months.",
    "Health workers vaccinate a toddler against polio in Deir al-Balah during a humanitarian pause"
    " in the fighting.",
    "He hasn’t seen his mother since the border closed; they’re allowed one phone call a month, and"
    " it’s usually cut off after five minutes.",
    "Traders on the floor of the New York Stock Exchange react as the Dow Jones falls by more than"
    " 1,000 points.",
    "A beekeeper inspects honeycombs on the rooftop of the Opéra Garnier, overlooking the boulevards"
    " of the ninth arrondissement.",
    "Jockey Rachael Blackmore celebrates on Minella Times after becoming the first woman to win the"
    " Grand National at Aintree.",
    "A Ukrainian medic treats a wounded serviceman in a dugout near Pokrovsk, where Russian "
    "forces have advanced in recent weeks.",
    "Claudia Sheinbaum waves from the balcony of the National Palace after being sworn in as "
    "Mexico’s first female president.",
    "Traffic wardens in fluorescent jackets shelter from the drizzle under a railway arch in "
    "Glasgow’s east end.",
    "A young orangutan clings to a keeper at a rehabilitation centre in Kalimantan, on the "
    "Indonesian side of Borneo.",
    "Mourners throw petals on the hearse carrying Sinéad O’Connor along the seafront at Bray,"
    " County Wicklow.",
    "Thousands of pilgrims circle the Kaaba at the Grand Mosque in Mecca, days before the "
    "start of the hajj.",
    "The wreckage of a light aircraft lies in a maize field outside Eldoret. Investigators "
    "say the pilot, Joseph Kiprotich, survived.",
    "Rescuers in Antakya pull a teenager alive from a collapsed building 140 hours after the "
    "earthquake.",
    "Shopkeepers sweep up broken glass on Oxford Road, Manchester, the morning after the riots.",
    "A ballet class for beginners in the basement of a kindergarten in Mykolaiv; the sirens "
    "sound twice during the lesson.",
    "Anti-coup protesters, some carrying homemade shields, crouch behind a barricade in Mandalay.",
    "Wangari Mwangi, a ranger at Ol Pejeta, feeds one of the world’s last two northern white "
    "rhinos.",
    "Goalkeeper Mary Earps punches the ball clear during England’s goalless draw with Haiti "
    "in Brisbane.",
    "Steelworkers at the Port Talbot blast furnace clock off for the final time. About 2,000 "
    "jobs are to go.",
    "Hikers queue to photograph themselves on Trolltunga, a slab of rock that juts out above "
    "Lake Ringedalsvatnet.",
    "A barefoot girl balances a jerrycan on her head in drought-stricken Turkana.",
    "Voters line up before sunrise outside a primary school in Soweto, Johannesburg’s most "
    "populous township.",
    "Divers free a humpback whale entangled in discarded fishing nets off Hermanus.",
    "The mayor, Ekrem İmamoğlu, was detained at his home hours earlier; supporters gather "
    "outside city hall regardless.",
    "Loyalist bonfires are stacked higher each July. This one, in Craigyhill, Larne, was "
    "built from wooden pallets over six weeks.",
)

GERMAN = (
    "Eine Fähre verlässt im Morgengrauen den Hafen von Wonsan; an Deck drängen sich Fischer mit"
    " ihren Familien.",
    "Bundeskanzler Friedrich Merz begrüßt den französischen Staatspräsidenten Emmanuel Macron vor"
    " dem Kanzleramt in Berlin.",
    "Feuerwehrleute räumen nach einem nächtlichen Drohnenangriff Trümmer aus einem neunstöckigen"
    " Wohnhaus in Odessa.",
    "Kinder mit roten Halstüchern laufen nach der Probe die Treppe des Theaters hinunter.",
    "Die Lehrerin Mina Oh, 34, wartet in Pjöngjang auf die letzte Straßenbahn. Fotografieren ist"
    " hier nur in Begleitung erlaubt.",
    "Rettungskräfte suchen im Ahrtal nach Vermissten. Die Flutkatastrophe hat mindestens 134"
    " Menschen das Leben gekostet.",
    "Anhänger der Opposition demonstrieren in Tiflis gegen das umstrittene Gesetz; die Polizei setzt"
    " Wasserwerfer und Tränengas ein.",
    "Ein Landwirt treibt seine Schafherde über die Landstraße bei Oberammergau.",
    "Die Bundestagsabgeordnete Sahra Wagenknecht spricht auf einer Wahlkampfveranstaltung auf dem"
    " Augustusplatz in Leipzig.",
    "Geflüchtete stehen in einem Auffanglager auf der griechischen Insel Lesbos für Lebensmittel an.",
    "Arbeiter in Schutzanzügen desinfizieren einen U-Bahn-Wagen in Seoul.",
    "Der Skirennfahrer Marco Odermatt jubelt im Zielraum über seinen Sieg in der Abfahrt von"
    " Kitzbühel.",
    "Blick aus dem Hubschrauber auf die ausgetrockneten Flussarme des Rheins zwischen Koblenz und"
    " Bingen.",
    "Eine Krankenschwester hält im Kinderkrankenhaus ein neugeborenes Baby im Arm.",
    "Trauernde legen am Breitscheidplatz Blumen nieder und zünden Kerzen für die Opfer des Anschlags"
    " an.",
    "Ein ukrainischer Sanitäter versorgt einen verwundeten Soldaten in einem Unterstand bei "
    "Pokrowsk.",
    "Demonstranten ziehen mit Transparenten durch die Dresdner Altstadt, begleitet von einem "
    "Großaufgebot der Polizei.",
    "Stahlarbeiter verlassen nach der letzten Schicht das Werksgelände in Duisburg.",
    "Der Alpinist Reinhold Messner steht vor seinem Bergmuseum auf Schloss Sigmundskron bei Bozen.",
    "Helferinnen verteilen Decken und heißen Tee an Schutzsuchende, die auf der Balkanroute "
    "festsitzen.",
    "Pendler warten am Hauptbahnhof auf verspätete Züge; der Streik der Lokführer dauert noch"
    " bis Donnerstagabend.",
    "Umweltschützer ketten sich an Schienen, um einen Castortransport aufzuhalten.",
    "Die Pianistin Igor-Levit-Schülerin probt im leeren Konzertsaal der Elbphilharmonie.",
    "Nach dem Hochwasser stapelt sich Sperrmüll in den Gassen von Passau.",
    "Ein Rollstuhlfahrer überwindet die Bordsteinkante vor dem Rathaus nur mit Hilfe von "
    "Passanten.",
)

FRENCH = (
    "Un ferry quitte le port de Wonsan à l’aube, le pont bondé de pêcheurs et de leurs familles.",
    "Le président Emmanuel Macron accueille le chancelier Friedrich Merz sur le perron de l’Élysée,"
    " à Paris, mardi 3 mars 2026.",
    "Des pompiers déblaient les décombres d’un immeuble de neuf étages touché par une frappe de"
    " drone à Odessa.",
    "Des enfants aux foulards rouges dévalent les marches du théâtre après une répétition.",
    "Mina Oh, institutrice de 34 ans, attend le dernier tramway à Pyongyang. Il est interdit de"
    " photographier les soldats.",
    "Des manifestants défilent contre la réforme des retraites, place de la République. Selon la"
    " préfecture, ils étaient quelque 30 000.",
    "Qu’importe la pluie : les supporteurs de l’Olympique de Marseille chantent jusqu’au coup de"
    " sifflet final.",
    "Une infirmière tient un nouveau-né dans ses bras à l’hôpital pour enfants de Kiev.",
    "L’alpiniste népalais Kami Rita Sherpa prépare ses cordes au camp de base, au pied de l’Everest.",
    "Aujourd’hui âgée de 81 ans, la couturière n’a jamais quitté son atelier du Xe arrondissement.",
    "Des réfugiés font la queue devant un centre d’accueil, sur l’île grecque de Lesbos.",
    "Le quartier s’est vidé de ses habitants depuis que l’usine a fermé, il y a deux ans.",
    "Y a-t-il encore des pêcheurs ici ? Presque tous ont vendu leur bateau, explique le maire.",
    "Vue aérienne des rizières en terrasses près de Sapa, dans le nord-ouest montagneux du Viêt Nam.",
    "Une apicultrice inspecte ses ruches sur le toit de l’Opéra Garnier, qui surplombe les grands"
    " boulevards.",
    "Un secouriste ukrainien soigne un militaire blessé dans un abri près de Pokrovsk.",
    "Des cheminots en grève bloquent les voies de la gare Saint-Charles, à Marseille, jeudi matin.",
    "La navigatrice Clarisse Crémer franchit la ligne d’arrivée du Vendée Globe aux "
    "Sables-d’Olonne.",
    "Les habitants de Mayotte attendent de l’eau potable après le passage du cyclone Chido.",
    "Un vigneron taille ses ceps sur les coteaux enneigés de Sancerre.",
    "Réfugiée à Lyon depuis trois ans, Oksana Hrytsenko apprend à lire à ses jumelles.",
    "Des élèves jouent aux échecs dans la cour d’une école primaire de Bamako.",
    "Le pape bénit les fidèles rassemblés place Saint-Pierre malgré une averse.",
    "Quelques passants s’abritent sous les arcades tandis que la neige recouvre les trottoirs.",
    "Une pêcheuse ramasse des coquillages à marée basse, au large de Cancale.",
)

SPANISH = (
    "Un transbordador zarpa del puerto de Wonsan al amanecer, con la cubierta repleta de pescadores"
    " y sus familias.",
    "El presidente del Gobierno, Pedro Sánchez, recibe al canciller alemán Friedrich Merz en el"
    " palacio de la Moncloa.",
    "Los bomberos retiran los escombros de un edificio de nueve plantas alcanzado por un dron en"
    " Odesa.",
    "Unos niños con pañuelos rojos bajan corriendo las escaleras del teatro tras el ensayo.",
    "Mina Oh, maestra de 34 años, espera el último tranvía en Pionyang. Está prohibido fotografiar a"
    " los soldados.",
    "Miles de manifestantes protestaban ante el Congreso contra los recortes en la sanidad pública.",
    "Una enfermera sostiene a un recién nacido en el hospital infantil de Kiev.",
    "Vecinos de Paiporta limpian el barro de las calles, anegadas por las inundaciones que dejaron"
    " más de doscientos muertos.",
    "Aficionados de Boca Juniors encienden bengalas antes del superclásico en La Bombonera.",
    "La policía antidisturbios lanzó gases lacrimógenos para dispersar a los estudiantes, que se"
    " negaban a abandonar la plaza.",
    "Vista aérea de los arrozales en terrazas cerca de Sapa, en el montañoso noroeste de Vietnam.",
    "Los familiares cargan el féretro de Maribel Quispe, líder comunitaria y activista ambiental"
    " asesinada en la Amazonia peruana.",
    "Un pastor conduce su rebaño por la carretera nevada; lleva cuarenta años haciéndolo.",
    "Trabajadores con trajes de protección desinfectan un vagón de metro en Seúl.",
    "Decenas de migrantes aguardaban en el albergue de Tapachula, donde les ofrecían comida y mantas.",
    "Un sanitario ucraniano atiende a un militar herido en un refugio cercano a Pokrovsk.",
    "Claudia Sheinbaum saluda desde el balcón del Palacio Nacional tras jurar como presidenta"
    " de México.",
    "Los mineros encerrados en el pozo pidieron reunirse con la consejera antes de abandonar "
    "la protesta.",
    "Varias mujeres lavan ropa en las orillas del lago Atitlán mientras amanece.",
    "Un bombero descansa tras dieciocho horas combatiendo el incendio que arrasó los pinares "
    "de Castellón.",
    "Turistas se protegen del sol con sombrillas frente a la Sagrada Familia, en plena ola de"
    " calor.",
    "Jornaleros marroquíes recogen fresas en los invernaderos de Palos de la Frontera.",
    "El ciclista Juan Ayuso se derrumba, agotado, al cruzar la meta.",
    "Las Madres de Plaza de Mayo siguen reuniéndose cada jueves para exigir justicia.",
    "Niñas mapuches interpretan una danza tradicional durante el solsticio de invierno.",
)

CORRECT = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH}

_ENGLISH_FAULTS = """
goverment government A {} spokesman declined to comment.
recieved received The villagers {} food and blankets.
seperate separate Men and women pray in {} halls.
accomodation accommodation Refugees wait for {} in Calais.
occured occurred The blast {} shortly after noon.
definately definitely It is {} the oldest house in the street.
begining beginning Monks chant at the {} of the festival.
beleive believe Many {} the shrine protects them.
foriegn foreign A {} correspondent films the parade.
neigbours neighbours Her {} fled last week.
soliders soldiers Two {} share a cigarette.
childern children The {} play in the ruins.
celebrat celebrate Fans {} in the rain.
demostrators demonstrators Police push back {} in Athens.
sucessful successful A {} rescue ends a week of fear.
untill until The market is open {} midnight.
embarassed embarrassed An {} official leaves the hall.
harrassed harassed Reporters were {} at the border.
independant independent An {} candidate waves to voters.
liason liaison The {} officer speaks to the family.
millenium millennium Crowds welcome the new {}.
occassion occasion Flags fly for the {}.
parliment parliament Protesters march on {}.
persue pursue Officers {} a suspect.
presidental presidential A {} guard stands at attention.
privelege privilege It is a {} reserved for officers.
publically publicly He was {} humiliated.
refering referring She was {} to the flood.
rythm rhythm Dancers move to the {} of the drums.
sieze seize Troops {} the airport.
suprise surprise A {} visit by the minister.
tommorow tomorrow The vote is due {}.
vehical vehicle A burnt-out {} blocks the road.
wierd weird A {} silence follows.
writen written A {} statement is read aloud.
agressive aggressive An {} crowd surrounds the car.
apparant apparent The {} victory is celebrated.
arguement argument An {} breaks out.
assasination assassination Mourners recall the {} of the poet.
cemetary cemetery A {} on the edge of the town.
comittee committee The {} meets behind closed doors.
concious conscious The driver was {} when rescued.
enviroment environment Activists for the {} gather.
existance existence The {} of the camp was denied.
fourty forty Some {} houses burned.
gaurd guard A {} stands by the gate.
guerilas guerrillas The {} lay down their arms.
immediatly immediately They were {} arrested.
knowlege knowledge Without the {} of the guides.
maintainance maintenance Workers carry out {} on the dam.
neccessary necessary The {} papers are missing.
oposition opposition The {} leader is led away.
politican politician A {} kisses a baby.
posession possession He was charged with {} of a rifle.
prisioners prisoners The {} are exchanged at the bridge.
reffugees refugees Hundreds of {} board a train.
religous religious A {} procession in Seville.
resturant restaurant A floating {} on the Taedong.
sargeant sergeant A {} salutes.
theather theatre The {} was hit by a shell.
truely truly A {} remarkable comeback.
villiage village The {} lies in the valley.
wich which The house, {} was built in 1910, is empty.
teh the He looks at {} sea.
rescuse rescue The {} took nine hours.
photografer photographer The {} was detained.
statment statement He signs a {}.
electon election Workers count votes after the {}.
dissapeared disappeared Relatives of those who {}.
Childern Children {} wave flags at the stadium.
Presidnet President {} Kim inspects a factory.
Firefigthers Firefighters {} battle a blaze near Evros.
absense absence They saw the {} again.
acheive achieve They saw the {} again.
adress address They saw the {} again.
aquire acquire They saw the {} again.
balony balcony They saw the {} again.
batallion battalion They saw the {} again.
buisness business They saw the {} again.
cathederal cathedral They saw the {} again.
cermony ceremony They saw the {} again.
collegue colleague They saw the {} again.
commited committed They saw the {} again.
curiousity curiosity They saw the {} again.
desparate desperate They saw the {} again.
dilemna dilemma They saw the {} again.
earthqauke earthquake They saw the {} again.
excercise exercise They saw the {} again.
familar familiar They saw the {} again.
firey fiery They saw the {} again.
flourescent fluorescent They saw the {} again.
humourous humorous They saw the {} again.
imigrants immigrants They saw the {} again.
interupted interrupted They saw the {} again.
judgemant judgment They saw the {} again.
marrage marriage They saw the {} again.
mosquee mosque They saw the {} again.
offical official They saw the {} again.
paralel parallel They saw the {} again.
persistant persistent They saw the {} again.
pilgrimmage pilgrimage They saw the {} again.
polititian politician They saw the {} again.
rebelion rebellion They saw the {} again.
reherse rehearse They saw the {} again.
skyscaper skyscraper They saw the {} again.
strenght strength They saw the {} again.
tempory temporary They saw the {} again.
unforseen unforeseen They saw the {} again.
vetran veteran They saw the {} again.
weilding wielding They saw the {} again.
wounderful wonderful They saw the {} again.
"""

_GERMAN_FAULTS = """
Regirung Regierung Die {} tritt zurück.
Soldatn Soldaten Zwei {} teilen eine Zigarette.
Demonstation Demonstration Eine {} in der Innenstadt.
Präsidnet Präsident Der {} winkt vom Balkon.
Feuerwer Feuerwehr Die {} löscht den Brand.
warscheinlich wahrscheinlich Das Haus ist {} das älteste.
nähmlich nämlich Es war {} geschlossen.
Gesellschafft Gesellschaft Die {} wandelt sich.
Parlement Parlament Proteste vor dem {}.
vieleicht vielleicht Es ist {} das letzte Fest.
Krankenhauss Krankenhaus Im {} fehlt es an Betten.
Flüchtlige Flüchtlinge Hunderte {} warten am Zaun.
Kinderr Kinder Die {} spielen im Hof.
verleztt verletzt Zwölf Menschen wurden {}.
Polizeibeamtr Polizeibeamter Ein {} regelt den Verkehr.
Bundestagsabgeordnte Bundestagsabgeordnete Eine {} spricht.
erreigneten ereigneten Die Unfälle {} sich am Morgen.
Strassenbahnhaltestlle Straßenbahnhaltestelle An der {} warten Pendler.
gefärlich gefährlich Die Strecke gilt als {}.
Atmosspäre Atmosphäre Eine gespannte {} herrscht.
Rythmus Rhythmus Sie tanzen im {} der Trommeln.
Wiederstand Widerstand Der {} wächst.
Abegordnete Abgeordnete Das war {} für alle.
Aussschreitungen Ausschreitungen Das war {} für alle.
Beerdingung Beerdigung Das war {} für alle.
Erdbeeben Erdbeben Das war {} für alle.
Hochwaser Hochwasser Das war {} für alle.
Kathdrale Kathedrale Das war {} für alle.
agressiv aggressiv Das war {} für alle.
Interresse Interesse Das war {} für alle.
Rettungskrafte Rettungskräfte Das war {} für alle.
standart Standard Das war {} für alle.
unterbrocken unterbrochen Das war {} für alle.
Zerstöhrung Zerstörung Das war {} für alle.
"""

_FRENCH_FAULTS = """
gouvernment gouvernement Le {} se réunit à Matignon.
maintenent maintenant Ils vivent {} dans un camp.
soldas soldats Deux {} partagent une cigarette.
manifestents manifestants Des {} défilent à Lyon.
dévelopement développement Un projet de {} rural.
apartement appartement Un {} détruit à Odessa.
enfans enfants Des {} jouent dans les ruines.
hopital hôpital Une infirmière de l’{} militaire.
réfugiers réfugiés Des {} attendent le train.
éffondré effondré Le toit s’est {}.
éléction élection L’{} est reportée.
profesionnel professionnel Un danseur {} répète.
boulversé bouleversé Il est {} par la nouvelle.
cimétière cimetière Le {} domine la mer.
exeption exception Sans {}, tous ont fui.
inondasion inondation Après l’{}, la boue.
ocasion occasion À cette {}, il prononce un discours.
oposants opposants Les {} sont arrêtés.
parmis parmi Un blessé {} eux.
secouristent secouristes Les {} fouillent les décombres.
victimmes victimes Les familles des {} prient.
acceuil accueil On a vu {} hier.
aggression agression On a vu {} hier.
ambulence ambulance On a vu {} hier.
batiment bâtiment On a vu {} hier.
chomage chômage On a vu {} hier.
evacués évacués On a vu {} hier.
infirmiére infirmière On a vu {} hier.
langange langage On a vu {} hier.
nottament notamment On a vu {} hier.
policers policiers On a vu {} hier.
rassemblemant rassemblement On a vu {} hier.
temoins témoins On a vu {} hier.
trottoires trottoirs On a vu {} hier.
"""

_SPANISH_FAULTS = """
govierno gobierno El {} dimite.
soldadso soldados Dos {} comparten un cigarrillo.
manifestasión manifestación Una {} recorre Madrid.
hospitl hospital El {} de campaña atiende a los heridos.
inundasiones inundaciones Tras las {}, el barro.
niñoss niños Los {} juegan en el patio.
presidnte presidente El {} saluda.
eleciones elecciones Las {} se celebran hoy.
policia policía La {} vigila la plaza.
exelente excelente Una {} cosecha.
travajadores trabajadores Los {} protestan.
haver haber Puede {} más víctimas.
desaparesidos desaparecidos Los familiares de los {}.
ayudantte ayudante Un {} lo sostiene.
asesinto asesinato El {} conmociona al país.
bonberos bomberos Los {} apagan el fuego.
refujiados refugiados Los {} esperan.
escuale escuela La {} está cerrada.
cementrio cementerio El {} domina la bahía.
vícitmas víctimas Las {} eran turistas.
abogdo abogado Era {} para todos.
camion camión Era {} para todos.
catedrál catedral Era {} para todos.
cerrmonia ceremonia Era {} para todos.
derumbe derrumbe Era {} para todos.
eletoral electoral Era {} para todos.
exiliadós exiliados Era {} para todos.
huelgistas huelguistas Era {} para todos.
incendoi incendio Era {} para todos.
jovenes jóvenes Era {} para todos.
milicianso milicianos Era {} para todos.
probincia provincia Era {} para todos.
sobrebiviente sobreviviente Era {} para todos.
terremto terremoto Era {} para todos.
violensia violencia Era {} para todos.
"""


def _read(table: str) -> tuple[tuple[str, str, str], ...]:
    """Return wrong word, right word and caption with the wrong word in place."""
    rows = (line.split(" ", 2) for line in table.strip().splitlines() if "{}" in line)
    return tuple((wrong, right, caption.format(wrong)) for wrong, right, caption in rows)


MISSPELT = {
    "en": _read(_ENGLISH_FAULTS),
    "de": _read(_GERMAN_FAULTS),
    "fr": _read(_FRENCH_FAULTS),
    "es": _read(_SPANISH_FAULTS),
}

CORRECT_AS_WELL = {
    "nl": (
        "Een veerboot verlaat bij zonsopgang de haven van Wonsan, het dek vol vissers en hun gezinnen.",
        "Brandweerlieden ruimen het puin van een flatgebouw van negen verdiepingen dat door een drone"
        " werd getroffen.",
        "Kinderen met rode sjaals rennen na de repetitie de trappen van de schouwburg af.",
        "Een verpleegkundige houdt een pasgeboren baby vast in het kinderziekenhuis van Kiev.",
        "Duizenden betogers protesteerden voor het parlementsgebouw tegen de bezuinigingen in de zorg.",
        "Hulpverleners delen dekens en drinkwater uit in een opvangkamp op het Griekse eiland Lesbos.",
    ),
    "pt": (
        "Uma balsa deixa o porto de Wonsan ao amanhecer, com o convés cheio de pescadores e suas famílias.",
        "Bombeiros retiram os escombros de um prédio de nove andares atingido por um drone em Odessa.",
        "Crianças com lenços vermelhos descem correndo as escadas do teatro depois do ensaio.",
        "Uma enfermeira segura um recém-nascido no hospital infantil de Kiev, onde faltam antibióticos.",
        "Moradores limpam a lama das ruas alagadas pelas enchentes que mataram mais de cem pessoas.",
    ),
}
"""Captions in languages that have a list as well, without misspelt ones."""
