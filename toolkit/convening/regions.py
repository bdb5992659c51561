"""Which part of the world a country lies in: the sub-regions of the United Nations' M49, whose names Babel has in every language.

Numbers of a region point at nobody where numbers of a country might.
"""

_M49: dict[str, str] = {
    "015": "DZ EG LY MA SD TN EH",
    "014": "IO BI KM DJ ER ET TF KE MG MW MU YT MZ RE RW SC SO SS UG TZ ZM ZW",
    "017": "AO CM CF TD CG CD GQ GA ST",
    "018": "BW SZ LS NA ZA",
    "011": "BJ BF CV CI GM GH GN GW LR ML MR NE NG SH SN SL TG",
    "029": "AI AG AW BS BB BQ VG KY CU CW DM DO GD GP HT JM MQ MS PR BL KN LC MF VC SX TT TC VI",
    "013": "BZ CR SV GT HN MX NI PA",
    "005": "AR BO BV BR CL CO EC FK GF GY PY PE GS SR UY VE",
    "021": "BM CA GL PM US",
    "143": "KZ KG TJ TM UZ",
    "030": "CN HK MO KP JP MN KR TW",
    "035": "BN KH ID LA MY MM PH SG TH TL VN",
    "034": "AF BD BT IN IR MV NP PK LK",
    "145": "AM AZ BH CY GE IQ IL JO KW LB OM QA SA PS SY TR AE YE",
    "151": "BY BG CZ HU PL MD RO RU SK UA",
    "154": "AX DK EE FO FI GG IS IE IM JE LV LT NO SJ SE GB",
    "039": "AL AD BA HR GI GR VA IT MT ME MK PT SM RS SI ES XK",
    "155": "AT BE FR DE LI LU MC NL CH",
    "053": "AU CX CC HM NZ NF",
    "054": "FJ NC PG SB VU",
    "057": "GU KI MH FM NR MP PW UM",
    "061": "AS CK PF NU PN WS TK TO TV WF",
}
_CONTINENTS: dict[str, str] = {
    "002": "015 014 017 018 011", "019": "029 013 005 021", "142": "143 030 035 034 145", "150": "151 154 039 155",
    "009": "053 054 057 061",
}  # fmt: skip
REGIONS = frozenset((*_M49, *_CONTINENTS))
_OVER: dict[str, str] = {region: continent for continent, regions in _CONTINENTS.items() for region in regions.split()}
_OF: dict[str, str] = {country: region for region, countries in _M49.items() for country in countries.split()}


def region_of(country: str) -> str:
    """The M49 code of the sub-region; nothing where the country is not known by a two-letter code."""
    return _OF.get(country.strip().upper(), "")


def continent_of(country: str) -> str:
    """The M49 code of the continent, the Americas being one."""
    return _OVER.get(region_of(country), "")
