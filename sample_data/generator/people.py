"""Made-up names as a Welsh council's register has them, from several communities."""

from __future__ import annotations

import unicodedata
from random import Random


def _words(text: str) -> list[str]:
    """Names as they stand in a paragraph; a tilde is a space within one."""
    return [word.replace("~", " ") for word in text.split()]


WELSH_GIVEN = _words("""
Aled Alwen Anwen Bethan Branwen Bryn Cai Carys Catrin Ceri Deio Deiniol Dylan Efa Eira
Elain Elin Elis Emrys Enlli Erin Ffion Gethin Glesni Gruff Gwenllian Gwion Gwyneth Hari
Heledd Huw Iestyn Ifan Ioan Iolo Lleucu Llew Llinos Llŷr Lowri Mabli Macsen Mali Manon
Mared Megan Meilyr Mirain Morgan Nanw Nel Nia Non Osian Owain Rhian Rhodri Rhys Sioned
Siân Siôn Siwan Steffan Tegid Tomos Twm Wyn
""")
ENGLISH_GIVEN = _words("""
Abigail Adam Alfie Alice Amelia Amy Archie Ava Ben Bobby Callum Charlotte Chloe Connor
Daisy Daniel Ella Ellie Emily Ethan Evie Freya George Grace Hannah Harry Harvey Isla Jack
Jacob Jade James Jamie-Lee Jasmine Jayden Josh Kayleigh Keira Kian Leo Liam Lily Logan
Lucy Mason Mia Millie Molly Noah Oliver Oscar Poppy Reece Riley Ruby Ryan Sam Scarlett
Sophie Summer Theo Thomas Toby Tyler Zoe
""")
WELSH_SURNAMES = _words("""
ap~Rhys ab~Owain Beynon Bevan Bowen Davies Ellis Evans Griffiths Gwynne Harries Howells
Hughes Humphreys James Jenkins John Jones Lewis Llewelyn Lloyd Meredith Morgan Morris
Nicholas Owen Parry Phillips Powell Preece Price Pritchard Probert Prosser Pugh Rees
Reynolds Richards Roberts Rowlands Thomas Tudor Vaughan Watkins Wynne Williams Wyn-Jones
Parry-Jones Lloyd-Davies
""")
ENGLISH_SURNAMES = _words("""
Atkinson Bailey Barker Bennett Brown Carter Clarke Coleman Cooper Dawson Dixon Edwards
Fisher Foster Gibson Green Hall Harrison Hill Holland Jackson Kelly Knight Mason Mitchell
Newton O'Brien O'Connor O'Neill Palmer Pearson Reid Robinson Shaw Simpson Smith Spencer
Stewart Taylor Turner Walker Ward Webb White Wilson Wood Wright Young
""")
OTHERS: dict[str, tuple[list[str], list[str]]] = {
    "Polish": (
        _words("""
Agnieszka Aleksander Filip Hanna Jakub Julia Kacper Lena Łukasz Maja Małgorzata Mateusz
Oliwia Szymon Wiktoria Zofia
"""),
        _words("""
Dąbrowski Kamiński Kowalczyk Kowalski Krawczyk Lewandowski Nowak Szymański Wiśniewski
Wójcik Woźniak Zieliński
"""),
    ),
    "Romanian": (
        _words("""
Alexandru Andrei Bianca Cristina Daria Denisa Elena Gabriel Ioana Luca Matei Maria Ștefan
Teodora
"""),
        _words("""
Ciobanu Constantin Dumitru Florea Ionescu Marin Munteanu Popa Popescu Radu Rusu Stan
"""),
    ),
    "Urdu": (
        _words("""
Aaliyah Ahmed Aisha Ali Bilal Fatima Hamza Hassan Ibrahim Imran Khadija Maryam Saima Yusuf
Zainab Zara
"""),
        _words("""
Ahmed Akhtar Ali Begum Chaudhry Hussain Iqbal Khan Mahmood Malik Mirza Shah
"""),
    ),
    "Punjabi": (
        _words("""
Amar Anika Arjun Dev Diya Gurpreet Harpreet Ishaan Jasleen Kiran Manpreet Neha Priya Rohan
Simran Tara
"""),
        _words("""
Bains Dhillon Gill Grewal Kaur Kumar Patel Sandhu Sharma Sidhu Singh Virk
"""),
    ),
    "Arabic": (
        _words("""
Amal Amira Dalia Fares Hadi Hala Jamal Layla Mariam Nour Omar Rami Rania Salma Samir Tariq
"""),
        _words("""
Abdullah Al-Hassan Al-Masri Aziz El-Sayed Haddad Ibrahim Khalil Mansour Nasser Saleh
Yousef
"""),
    ),
    "Portuguese": (
        _words("""
Afonso Beatriz Carolina Diogo Duarte Inês Joana João Leonor Mafalda Mariana Martim Rodrigo
Tiago
"""),
        _words("""
Almeida Carvalho Costa Fernandes Ferreira Gonçalves Lopes Oliveira Pereira Santos
Silva~Pinto Sousa
"""),
    ),
}
COMMUNITIES = ("Welsh", "English", "Mixed", *OTHERS)
SHARES = (26, 30, 26, 5, 3, 3, 2.5, 2.5, 2)
"""Of a hundred families, how many from each community."""

DOUBLE_SURNAME_SHARE = 0.03


def community(rng: Random) -> str:
    """Where a family's names come from."""
    return rng.choices(COMMUNITIES, SHARES)[0]


def given_name(rng: Random, origin: str) -> str:
    """A forename of this community."""
    if origin in OTHERS:
        return rng.choice(OTHERS[origin][0])
    if origin == "Mixed":
        origin = rng.choice(("Welsh", "English"))
    return rng.choice(WELSH_GIVEN if origin == "Welsh" else ENGLISH_GIVEN)


def surname(rng: Random, origin: str) -> str:
    """A surname of this community, sometimes a double one."""
    if origin in OTHERS:
        return rng.choice(OTHERS[origin][1])
    found = _surname(rng, origin)
    if rng.random() < DOUBLE_SURNAME_SHARE and not set(found) & {" ", "-", "'"}:
        other = rng.choice([name for name in ENGLISH_SURNAMES if name != found])
        found = f"{found}-{other}"
    return found


def _surname(rng: Random, origin: str) -> str:
    if origin == "Mixed":
        origin = rng.choice(("Welsh", "English"))
    return rng.choice(WELSH_SURNAMES if origin == "Welsh" else ENGLISH_SURNAMES)


def first_language(rng: Random, origin: str) -> str:
    """A family's first language, by community."""
    if origin in OTHERS:
        return rng.choices((origin, "English"), (3, 2))[0]
    return rng.choices(("English", "Welsh"), (2, 3) if origin == "Welsh" else (9, 1))[0]


def name_key(name: str) -> str:
    """What spellings of one name share: no accents, punctuation, order or repetition of words."""
    plain = unicodedata.normalize("NFKD", name.replace("Ł", "L").replace("ł", "l")).lower()
    kept = "".join(c if c.isalnum() or c == "-" else " " * c.isspace() for c in plain)
    return " ".join(sorted(set(kept.replace("-", " ").split())))


class Staff:
    """Gives each worker a name that no other has, since some rows carry no worker id."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def name(self) -> tuple[str, str]:
        """A new forename and surname."""
        forename, last = self._draw()
        while not self.take(f"{forename} {last}"):
            forename, last = self._draw()
            is_crowded = len(self._taken) > len(WELSH_GIVEN) * len(WELSH_SURNAMES)
            if is_crowded and not set(last) & {" ", "-"}:
                last = f"{last}-{self._rng.choice(ENGLISH_SURNAMES)}"
        return forename, last

    def _draw(self) -> tuple[str, str]:
        origin = community(self._rng)
        return given_name(self._rng, origin), surname(self._rng, origin)

    def take(self, name: str) -> bool:
        """Reserve a name; False if somebody has it."""
        key = name_key(name)
        if key in self._taken:
            return False
        self._taken.add(key)
        return True
