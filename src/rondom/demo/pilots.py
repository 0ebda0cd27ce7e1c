"""Three invented pilots: what parents asked, what people did with it, and what they learnt."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pilot:
    """A theme in a neighbourhood, all the way to a dossier."""

    theme: str
    place: int
    behind: str
    reason: str
    name: str
    approach: str
    days_ago: int
    parents: tuple[int, ...]
    opinions: tuple[int, int, int, int]
    scores: tuple[int, ...]
    worked: str
    question: str
    partners: str
    tips: str
    conditions: str
    told: str


PILOTS = (
    Pilot(
        theme="sdg",
        place=0,
        behind="Ouders kennen niemand die ook uit elkaar ging.",
        reason="Ouders leren van elkaar.",
        name="Uit elkaar, samen ouders",
        approach="Vijf avonden, met twee begeleiders. Ouders kiezen de onderwerpen. Er is eten en oppas.",
        days_ago=84,
        parents=(6, 8, 7, 8, 7),
        opinions=(7, 6, 1, 0),
        scores=(3, 3, 1, 2, 2, 3),
        worked="Samen eten voor het begin.",
        question="Scheiden: hoe vertelt u het kinderen, en hoe regelt u twee huizen?",
        partners="Consultatiebureau, wijkteam en buurthuis. Een ouder uit de wijk begeleidde mee.",
        tips="Begin met een avond zonder programma. Vraag ouders dan waar zij het over willen hebben.",
        conditions="Twee begeleiders, een ruimte met een keuken, en oppas.",
        told="Veel ouders vroegen dit. Wij hielden vijf avonden. In het voorjaar beginnen wij weer.",
    ),
    Pilot(
        theme="bew",
        place=3,
        behind="Nee zeggen over eten geeft elke dag strijd. Het gaat om opvoeden, niet om kilo’s.",
        reason="Het speelt bij veel gezinnen tegelijk.",
        name="Nee zeggen aan tafel",
        approach="Vier middagen koken met kinderen erbij. Daarna praten ouders, en spelen de kinderen.",
        days_ago=77,
        parents=(7, 9, 9, 8),
        opinions=(8, 5, 2, 1),
        scores=(2, 3, 2, 3, 2, 2),
        worked="Iets doen met de handen. Dan komt het praten vanzelf.",
        question="Gezond eten: hoe zegt u nee zonder strijd?",
        partners="Jeugdgezondheidszorg, basisschool en een kok uit de buurt.",
        tips="Noem het geen groep over gewicht. Nodig uit om te koken.",
        conditions="Een keuken voor tien mensen en iemand die met de kinderen speelt.",
        told="Veel ouders vroegen dit. Wij kookten vier keer samen. Op school ligt wat ouders hielp.",
    ),
    Pilot(
        theme="sch",
        place=1,
        behind="Ouders schamen zich. Zij krijgen overal ander advies.",
        reason="Ouders willen weten dat zij niet de enige zijn, en samen met school praten.",
        name="Thuis in plaats van op school",
        approach="Drie avonden voor ouders alleen, daarna twee met school en leerplicht aan tafel.",
        days_ago=91,
        parents=(5, 6, 6, 7, 6),
        opinions=(6, 5, 1, 0),
        scores=(3, 3, 0, 3, 3, 2),
        worked="Eerst zonder school. Ouders kwamen daarna met één verhaal.",
        question="Niet naar school: wat helpt, en bij wie kunt u terecht?",
        partners="Leerplicht, school, wijkteam en jeugdgezondheidszorg.",
        tips="Spreek vooraf af dat niets uit de avonden naar school gaat zonder dat ouders het willen.",
        conditions="Een begeleider die niet bij school hoort.",
        told="Meer ouders zitten hiermee. Zij praatten met elkaar. School heeft nu één vast contact.",
    ),
)
