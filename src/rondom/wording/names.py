"""Words that are names, and words with a capital that are not."""

FIRST_NAMES = frozenset(
    """
    aaliyah abdullah achmed adam ahmed aisha ali aleksandra amina amir amira anouk aya ayoub bilal bram
    charlotte daan damian dani daniel daniël david dilara duuk elif elin emir emma esra eva evi fatima
    fatma fatoumata femke fenna finn fleur floris guus hamza hanna hannah hasan hassan ibrahim ilias ilyas
    imran isa jayden jesse jip johan jolanda julia jurre kevin khadija lars laura levi lieke lina lisa liam
    lotte luca lucas lynn maryam mees mehmet mila milan mohamed mohammed mohammad mustafa naomi nina noa
    noah noor nora nour olivia omar osman rayan rayen robin ryan saar salma samira sanne sara sarah sem
    senna siem sofie sophie stijn sven thijs thomas tess teun tijn timo tobias tygo veerle vera wassim yara
    yasin yasmin yasmina youssef yusuf zahra zeynep zoë zuzanna
    agnieszka alexander amber andrzej anna anne annemarie anouar arjan ayşe bart cemal chantal chris debbie
    dennis dirk ellen emily erik esmee esther ewa fatih gerard gijs hakan hans harm hatice hendrik henk
    hugo hussein ilse ingrid jaap jan jasper jeroen joanna jolien joost joris julian karim katarzyna khalid
    koen krzysztof linda luuk maarten małgorzata manon marco marcel maria mariam marieke marloes martijn
    mike mirjam monique murat naima nadia nathalie niels patrick paul peter petra piotr rachid
    rashid ruben sander sandra saskia simone stefan suzanne tamara tomasz willem wouter yvonne
    """.split()
)
"""First names that are often given in the Netherlands, and are no Dutch words. Far from all: a start."""

_PEOPLES = """
    nederland belgi vlaams duits engel frans spaan spanj itali pool polen turk marok surina antill
    curaçao curacao aruba indones chine china arab syri irak iran afghan somal eritre ethiop oekra russ
    roemeen roemen bulgaar bulgaars ghan niger berber tigrin papiament fries europ amerika afrika
"""
_FAITH = """
    god allah islam koran bijbel ramadan suikerfeest offerfeest kerst pasen sint zwarte koningsdag moslim
    joods
"""
_HELP = """
    veilig thuis kindertelefoon ggd jgz opvoed buurt wijk centrum consultatiebureau cito avg wmo jeugdwet
    gemeente school ouder
"""
_SCREENS = """
    tiktok youtube instagram whatsapp snapchat facebook netflix fortnite minecraft roblox playstation
    nintendo xbox disney google ipad iphone pokémon pokemon lego discord
"""

_ELSEWHERE = """
    english dutch turkish polish arabic monday tuesday wednesday thursday friday saturday sunday january
    february march april may june july august september october november december christmas easter eid
    pani pana panu państw türkçe ingilizce
"""

CAPITALS_THAT_ARE_NO_NAME = tuple(f"{_PEOPLES} {_FAITH} {_HELP} {_SCREENS} {_ELSEWHERE}".split())
"""The beginnings of words: 'marok' stands for Marokko, Marokkaans and Marokkaanse."""
