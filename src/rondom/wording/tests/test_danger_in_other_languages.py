"""Danger is recognised in the languages in which parents read the pages, and ordinary questions are not."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rondom.wording import Danger, danger

CLEAR = [
    "My husband hits me when the children are asleep",
    "my ex threatens us",
    "I am afraid of my partner",
    "She was beaten by her father",
    "I sometimes hit my child, how do I stop?",
    "Her stepfather touched her and abuses her",
    "My daughter doesn’t want to live any more",
    "He talks about suicide",
    "We are not safe at home",
    "My son says he wants to die",
    "She hurts herself, what can I do?",
    "There is domestic violence in our family",
    "My wife slapped our baby",
    "He came at us with a knife",
    "My boyfriend keeps threatening to take the children",
    "My husband says he will kill me",
    "My husband locked me in the house",
    "My partner pushed me down the stairs",
    "My mum's boyfriend hits her",
    "My uncle touches me",
    "I dont want to live any more",
    "Mąż mnie bije",
    "Bije mnie mąż, kiedy dzieci śpią",
    "Boję się męża",
    "Mój były partner nam grozi",
    "Ojciec ją pobił",
    "Uderzyłam swoje dziecko, jak przestać?",
    "Córka nie chce już żyć",
    "Syn mówi o samobójstwie",
    "W domu jest przemoc domowa",
    "Córka okalecza się",
    "Mój syn mówi, że chce umrzeć",
    "Boimy się wracać do domu",
    "Ojczym ją molestuje",
    "Nie chce mi się żyć",
    "Mąż grozi, że mnie zabije",
    "Kocam beni dövüyor",
    "Eski eşim bizi tehdit ediyor",
    "Eşimden korkuyorum",
    "Babası ona vuruyor",
    "Çocuğumu bazen dövüyorum, nasıl dururum?",
    "Kızım ölmek istiyor",
    "Oğlum intihardan bahsediyor",
    "Evde şiddet var",
    "Evde güvende değiliz",
    "Kızım kendine zarar veriyor",
    "Üvey babası onu taciz ediyor",
    "KOCAM BENI TEHDIT EDIYOR",
    "Kocam beni öldürecek",
    "زوجي يضربني",
    "يضربني زوجي أمام الأطفال",
    "أخاف من زوجي",
    "طليقي يهددنا",
    "أبوها يضربها",
    "أضرب ابني أحيانًا، كيف أتوقف؟",
    "ابنتي لا تريد أن تعيش",
    "ابني يريد أن يموت",
    "هو يتحدث عن الانتحار",
    "يوجد عنف أسري في بيتنا",
    "ابنتي تؤذي نفسها",
    "زوج أمها يتحرش بها",
    "زوجي يريد قتلي",
    "بنتي تعرضت للاغتصاب",
    "يحبسني زوجي في البيت",
    "زوجي يضـــربني",
]
ASKED_FIRST = [
    "My son hits other children at school",
    "My toddler is aggressive when he is tired",
    "He has bruises on his legs",
    "Mój syn bije inne dzieci",
    "Dziecko jest agresywne w przedszkolu, syn uderza kolegów",
    "Oğlum okulda arkadaşlarına vuruyor",
    "Kızım çok saldırgan",
    "ابني يضرب الأطفال في المدرسة",
    "طفلي عنيف مع أخته",
    "he hits me",
    "Bije mnie",
    "Beni eve kilitliyor",
    "They want to circumcise my daughter",
    "Obrzezanie dziewczynki",
    "Kızımı zorla evlendirmek istiyorlar",
    "يريدون تزويج ابنتي بالقوة",
    "My husband beats me at chess",
    "Tata bije brawo",
    "Babası topa vuruyor",
]
ORDINARY = [
    "Mag mama zalf op een rode bil smeren?",
    "Mijn partner zegt dat een rode bil geen probleem is",
    "Waar vind ik een goede bron over slapen?",
    "Onze dochter luistert naar hits en dansmuziek",
    "Screen time is killing me",
    "My toddler bites",
    "How do I explain that grandpa died?",
    "My father kicks a ball with my son every day",
    "كيف أشرح الموت لطفلي؟",
    "هل هناك خطر من الشاشات؟",
    "How do I get my child to sleep?",
    "My husband and I do not agree about bedtime",
    "My daughter is shy and has no friends",
    "How long may my child play games?",
    "My mother says that I give in too often",
    "He eats only bread and apples",
    "Jak nauczyć dziecko zasypiać?",
    "Mąż i ja nie zgadzamy się co do zasad",
    "Moja córka nie chce jeść warzyw",
    "Czy w domu możemy mówić w dwóch językach?",
    "Moje dziecko nie chce chodzić do szkoły",
    "Çocuğum geceleri uyumuyor, ne yapabilirim?",
    "Eşim ve ben kurallar konusunda anlaşamıyoruz",
    "Kızım sebze yemek istemiyor",
    "Evde iki dil konuşabilir miyiz?",
    "Oğlum okula gitmek istemiyor",
    "كيف أجعل طفلي ينام؟",
    "زوجي وأنا لا نتفق على وقت النوم",
    "ابنتي خجولة وليس لديها أصدقاء",
    "هل يمكننا التحدث بلغتين في البيت؟",
    "ابني لا يريد الذهاب إلى المدرسة",
]


@pytest.mark.parametrize("text", CLEAR)
def test_clear(text: str) -> None:
    assert danger(text) is Danger.CLEAR


@pytest.mark.parametrize("text", ASKED_FIRST)
def test_asks(text: str) -> None:
    assert danger(text) is Danger.ASK


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary(text: str) -> None:
    assert danger(text) is Danger.NONE


@given(st.sampled_from(CLEAR), st.booleans(), st.sampled_from([" ", "  ", "\n"]), st.sampled_from("!?.…"))
def test_how_it_is_written_makes_no_difference(text: str, bare: bool, space: str, end: str) -> None:
    if bare:
        split = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in split if unicodedata.category(letter) != "Mn")
    assert danger(text.replace(" ", space) + end) is Danger.CLEAR
