"""Short, everyday Dutch words that are hard to mishear, for codes that people read from a card."""

WORDS = tuple(
    """
aarde adem akker anker appel arend avond baken balk band bank beek beer berg berk bever bezem bijl
bloem boek boog boom boot bord bos boter brief bril broek brood brug buik bus buur dak dal dam dans
dauw deeg deken deur dier dijk doek dorp draad druif duif duin eend eik eiland emmer erwt ezel
fakkel feest fiets film fles fluit folder fornuis gang gans garen gast geit geluk gevel gist glas
goud graan gras grens groet grond haak haan haar haard haas hagel hak hal hals hamer hand hark haven
hek helm herfst hert heuvel hoed hoek hond honing hooi hoop hout huis iglo inkt jas kaars kaart kaas
kade kam kamer kano kast kat kelder kers ketel kip klok knoop koek koffie komeet konijn koord korf
kous kraan krant kroon kruid kuil kust laars lade laken lamp land lantaarn leeuw lente lepel lijm
lijst linde lucht maan maand mand mantel markt mast meer melk merel mier molen mos mouw muis munt
mus muur naald nacht nest netel noot oever olie oog oor orgel oven paard pad palm pan papier parel
park peer pen pier pijl plank plant plein pluim poes pont poort raam raap rail regen riem riet rijst
ring rivier roos rots saus schaap schaar schip schoen school schuur sjaal sla slak sleutel sneeuw
soep spar spiegel spoor stad steen ster stoel storm straat strand taart tafel tak tand tas tent thee
toren touw trap trein trui tuin uil vaas veer veld venster vijver vis vlag vleugel vlinder vogel
vonk vork vos web weg weide wesp wiel wilg wind winter wol wolk woud zaad zak zand zebra zee zeil
zilver zomer zon zout zwaan zwaluw
""".split()
)
