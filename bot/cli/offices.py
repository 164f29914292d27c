"""`amaryar kb new-office`: the folder of a new office, with everything to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.shared import Stop, read_settings

_Out = Annotated[Path | None, typer.Option(help="Content folder; default: AMARYAR_KNOWLEDGE_DIR.")]


def new_office(
    office: Annotated[
        str, typer.Argument(help="Its id: small Latin letters, like the province: hamedan.")
    ],
    out: _Out = None,
) -> None:
    """Make the folder of a new office, and say what is to be filled in."""
    from knowledge import loader, skeleton, word_files, writing

    place = _place(out)
    if not skeleton.is_id(office):
        raise Stop(
            f"{office} cannot be an id: three or more small Latin letters, then digits or - too."
        )
    if (place / "offices" / office).exists():
        raise Stop(f"There is an office {office} already: {place / 'offices' / office}")
    provinces = word_files.read_provinces(loader.PACKAGED / "provinces.toml", [])
    province = next((one for one in provinces if one.id == office), None)
    files = {
        Path(path): text for path, text in skeleton.files(office, province, _codes(place)).items()
    }
    if not (place / "services.toml").exists():
        titles = (loader.PACKAGED / "services.toml").read_text(encoding="utf-8")
        files[Path("services.toml")] = titles
    try:
        for path, text in files.items():
            writing.write(place / path, text)
            print(f"made {place / path}")
    except OSError as error:
        raise Stop(f"The folder cannot be made: {error}") from None
    _tell_what_is_missing(place, office)


def _place(out: Path | None) -> Path:
    place = out or read_settings().knowledge_dir
    if place is None:
        raise Stop(
            "In which content folder? Name it with --out (in a work tree: "
            "--out knowledge/content), or set AMARYAR_KNOWLEDGE_DIR."
        )
    return place


def _codes(place: Path) -> list[str]:
    """The codes that offices of this folder have taken."""
    from knowledge import office_files

    found = []
    for file in sorted(place.glob("offices/*/office.toml")):
        office = office_files.read_office(file, path=str(file), problems=[])
        found.extend([office.code] if office and office.code else [])
    return found


def _tell_what_is_missing(place: Path, office: str) -> None:
    from knowledge import loader

    ours = [p for p in loader.problems(place) if p.path.startswith(f"offices/{office}/")]
    print(f"\nTo fill in (amaryar kb check {place} says it again):")
    for problem in ours:
        print(f"  {problem}")
    if not (place / "common").is_dir():
        print(
            f"\nThis folder has no articles of every office; those that come with the program are "
            f"in {loader.PACKAGED / 'common'}: copy the folder if you want them."
        )
