"""References for any office, year and chance: they are read back, and slips are noticed."""

from hypothesis import given
from hypothesis import strategies as st

from storage.tickets import reference

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SYMBOLS = reference.ALPHABET
codes = st.text(LETTERS, min_size=1, max_size=3)
years = st.integers(1300, 1599)
chance = st.binary(min_size=5, max_size=5)
references = st.builds(
    lambda code, year, luck: reference.make(code, year, lambda _: luck), codes, years, chance
)


def code_of(made: str) -> str:
    """The office code of a reference."""
    return made.partition("-")[0]


@given(references)
def test_what_is_made_is_valid_and_is_read_back(made: str) -> None:
    """Every reference is read from itself, from lower case, without dashes, in a sentence."""
    known = [code_of(made)]
    assert reference.is_valid(made)
    assert reference.read(made, known) == made
    assert reference.read(made.lower().replace("-", ""), known) == made
    assert reference.find_all(f"شماره {made} است", known) == [made]


@given(references)
def test_reading_twice_is_reading_once(made: str) -> None:
    """What reading gives is read as itself."""
    known = [code_of(made)]
    once = reference.read(made.lower(), known)
    assert once is not None
    assert reference.read(once, known) == once


@given(references, st.data())
def test_one_wrong_character_is_noticed(made: str, data: st.DataObject) -> None:
    """Any one symbol replaced by another one makes the reference invalid."""
    places = [place for place, symbol in enumerate(made) if symbol != "-"]
    place = data.draw(st.sampled_from(places))
    head = len(code_of(made))
    alphabet = LETTERS if place < head else "0123456789" if place < head + 5 else SYMBOLS
    # an office code may have I, L, O and the digits' lookalikes: those are read alike on purpose
    same = {made[place]} | ({"I", "L"} if made[place] in "IL" else set())
    other = data.draw(st.sampled_from([one for one in alphabet if one not in same]))
    assert not reference.is_valid(made[:place] + other + made[place + 1 :])


@given(references, st.data())
def test_two_neighbours_swapped_are_noticed(made: str, data: st.DataObject) -> None:
    """Any two different neighbouring symbols swapped, also over a dash, are no such reference."""
    known = [code_of(made)]
    bare = made.replace("-", "")
    place = data.draw(st.integers(0, len(bare) - 2))
    swapped = bare[:place] + bare[place + 1] + bare[place] + bare[place + 2 :]
    folded = swapped.translate(str.maketrans("OIL", "011"))
    if folded != bare.translate(str.maketrans("OIL", "011")):
        assert reference.read(swapped, known) is None


@given(st.text(max_size=60), st.lists(codes, max_size=4))
def test_any_text_can_be_read(text: str, known: list[str]) -> None:
    """Reading never fails, and gives nothing but valid references of known offices."""
    found = reference.find_all(text, known)
    whole = reference.read(text, known)
    for one in [*found, *([whole] if whole else [])]:
        assert reference.is_valid(one)
        assert code_of(one) in known


@given(st.sets(chance, min_size=2, max_size=40))
def test_different_chance_gives_different_references(lucks: set[bytes]) -> None:
    """Five symbols of 32: different symbols almost always mean different references.

    Where the check character does not exist the last symbol moves on, so two may meet there.
    """
    symbols = {bytes(byte % 32 for byte in luck) for luck in lucks}
    made = {reference.make("Q", 1405, lambda _, luck=luck: luck) for luck in symbols}  # type: ignore[misc]
    heads = {one[:-2] for one in made}
    assert heads == {"Q-1405-" + "".join(SYMBOLS[byte] for byte in luck[:4]) for luck in symbols}
