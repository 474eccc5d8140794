"""Numbers and other strings that point at somebody: BSN, telephone, mail, IBAN, plates, links, cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from assistant.safety.name_evidence import standing_of
from assistant.safety.redact_data import read_redaction
from assistant.safety.redact_spans import KEPT, Span

_NOT_INSIDE = r"(?<![\w@])"
_DIGIT_WORD = (
    r"(?:nul|(?:een|één|twee|drie|vier|vijf|zes|zeven|acht|negen)"
    r"(?:(?:en|ën)(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig))?"
    r"|tien|elf|twaalf|dertien|veertien|(?:vijf|zes|zeven|acht|negen)tien"
    r"|twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)"
)
_SPELLED = re.compile(
    rf"{_NOT_INSIDE}(?:plus )?{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{4,}}(?!\w)", re.IGNORECASE
)
"""Five number words in a row are a number that somebody spells out."""

_AT_WORD = r"(?:at|apenstaartje|apestaartje|apenstaart|apestaart|aapje)"
_AT = rf"(?:\s*@\s*|\s*[(\[{{]\s*(?:{_AT_WORD}|@)\s*[)\]}}]\s*|\s+{_AT_WORD}\s+)"
_DOT = r"(?:\.|\s*[(\[{]\s*(?:dot|punt|\.)\s*[)\]}]\s*|\s+(?:punt|dot)\s+|\s\.\s)"
_IN_MAIL = r"(?:[._+-]|\s+(?:punt|streepje|underscore|laag streepje|min)\s+)"
_MAIL_TAIL = r"(?![\w-])"

_PLATES = tuple(
    pattern.split()
    for pattern in (
        "AA 99 99",
        "99 99 AA",
        "99 AA 99",
        "AA 99 AA",
        "AA AA 99",
        "99 AA AA",
        "99 AAA 9",
        "9 AAA 99",
        "AA 999 A",
        "A 999 AA",
        "AAA 99 A",
        "A 99 AAA",
        "9 AA 999",
        "999 AA 9",
    )
)
"""The sidecodes of Dutch number plates: A a letter, 9 a digit."""

_LONGEST_PLACE = 9
"""Places in a document as ‘3.3.2.1’ are shorter than an address on the internet."""
_DATE = re.compile(r"\d{1,2}-\d{1,2}-\d{4}")
"""Begins as the number of a municipality when the day is the fourteenth: 14-03-2016."""
_FEWEST_OF_A_CASE = 3
_LONG = re.compile(r"(?<!\d)\d{7,}(?!\s*(?:euro|eur)\b)")
_IP_ADDRESS = re.compile(r"(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?![\w.])")


def find_numbers(text: str, public: Collection[str]) -> Iterator[Span]:
    """What points at somebody, in the order of how sure it is; `public` are the digits of public numbers."""
    yield from _mails(text)
    yield from _links(text)
    yield from _of(_IP_ADDRESS, text, "LINK", lambda found: len(found) > _LONGEST_PLACE)
    yield from _ibans(text)
    yield from _services(text, public)
    yield from _bsn_announced(text)
    yield from _telephones(text)
    yield from _plates(text)
    yield from _bsn_by_form(text)
    yield from _cases(text)
    yield from _postcodes(text)
    yield from _handles(text)
    yield from _long_numbers(text)


@lru_cache(maxsize=64)
def _any_of(*lists: str) -> str:
    """A pattern for the words of lists in nummers.yml, the longest first."""
    data = read_redaction("nummers.yml")
    words = {word for name in lists for word in data[name]}
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words, key=len, reverse=True))


@lru_cache(maxsize=64)
def _announced(cue: str, value: str, between: str = "tussen", most: int = 4) -> re.Pattern[str]:
    """`value` (its group 1) behind one of the words of `cue`, with a few filler words between."""
    fillers = [
        re.escape(w) + (r"(?!\w)" if w[-1].isalnum() else "") for w in read_redaction("nummers.yml")[between]
    ]
    fillers.sort(key=len, reverse=True)
    filler = "|".join(fillers)
    return re.compile(
        rf"(?<![^\W\d_])(?:{_any_of(cue)})(?![^\W\d_])(?:\s*(?:{filler})){{0,{most}}}\s*({value})",
        re.IGNORECASE,
    )


def _of(
    pattern: re.Pattern[str], text: str, label: str, fits: Callable[[str], bool] | None = None
) -> Iterator[Span]:
    """What `pattern` finds, or its group 1 when it has groups; where given, only what `fits`."""
    group = 1 if pattern.groups else 0
    for match in pattern.finditer(text):
        if fits is None or fits(match[group]):
            yield Span(match.start(group), match.end(group), label)


@lru_cache(maxsize=1)
def _mail_patterns() -> tuple[re.Pattern[str], ...]:
    tld = rf"(?:{_any_of('domeinen')})"
    local = rf"[\w%]+(?:{_IN_MAIL}[\w%]+)*[+._-]?"
    return (
        re.compile(rf"(?<![\w%]){local}@[\w-]+(?:\.[\w-]+)*", re.IGNORECASE),
        re.compile(
            rf"{_NOT_INSIDE}{local}{_AT}[\w-]+(?:{_DOT}[\w-]+)*?{_DOT}{tld}{_MAIL_TAIL}", re.IGNORECASE
        ),
    )


def _mails(text: str) -> Iterator[Span]:
    for pattern in reversed(_mail_patterns()):
        yield from _of(pattern, text, "E-MAIL")


@lru_cache(maxsize=1)
def _link_pattern() -> re.Pattern[str]:
    tld = rf"(?:{_any_of('domeinen')})"
    return re.compile(
        rf"{_NOT_INSIDE}(?:(?:https?|hxxps?|ftp)\s?:\s?//\s?\S+|www\s?\.\s?\S+"
        rf"|(?:[a-z0-9](?:[\w-]*\w)?\.)+{tld}(?![\w-]|\.\w)(?:[/?#:][^\s,;]*)?)",
        re.IGNORECASE,
    )


def _links(text: str) -> Iterator[Span]:
    public = read_redaction("nummers.yml")["openbaar"]
    for match in _link_pattern().finditer(text):
        found = match[0].rstrip(".,;:!?)]}'\"’”>")
        host = re.sub(r"^(?:\w+://)?(?:www\.)?", "", found.lower())
        label = (
            KEPT
            if any(re.match(rf"(?:[\w-]+\.)*{re.escape(name)}(?:[/?#:]|$)", host) for name in public)
            else "LINK"
        )
        yield Span(match.start(), match.start() + len(found), label)


@lru_cache(maxsize=1)
def _iban_pattern() -> re.Pattern[str]:
    dutch = r"nl[\s.-]?\d{2}[\s.-]?(?:[a-z][\s.-]?){4}(?:\d[\s.-]?){7,11}\d"
    lengths = (code for code in read_redaction("nummers.yml")["iban"])
    groups = {code: divmod(int(code[2:]) - 4, 4) for code in lengths}
    foreign = "|".join(
        rf"{code[:2]}\d{{2}}(?:[ .-]?(?=\w{{0,3}}\d)[a-z0-9]{{4}}){{{whole}}}(?:[ .-]?[a-z0-9]{{{rest}}})"
        for code, (whole, rest) in groups.items()
    )
    return re.compile(rf"(?<![^\W_])(?:{dutch}|{foreign})(?![^\W_])", re.IGNORECASE)


def _ibans(text: str) -> Iterator[Span]:
    yield from _of(_iban_pattern(), text, "IBAN")
    yield from _of(
        _announced("rekening", r"(?:[a-z]{2}\d{2}[\s.]?)?(?:[a-z]{4}[\s.]?)?\d(?:[ .\-]?\d){5,13}(?!\w)"),
        text,
        "IBAN",
    )


def _services(text: str, public: Collection[str]) -> Iterator[Span]:
    """Numbers of services, which stay."""
    data = read_redaction("nummers.yml")
    numbers = {re.sub(r"\D", "", number) for number in data["diensten"]} | set(public)
    starts = tuple(data["begin_van_dienst"])
    for match in re.finditer(
        r"(?<![\w+])(?<!\d[./-])\d{2,4}(?:[ -]?\d{2,7})?(?:[ -]\d{2,4})?(?![\w-])", text
    ):
        for end in _ends(text, match):
            digits = re.sub(r"\D", "", text[match.start() : end])
            is_date = _DATE.match(text, match.start()) is not None
            if digits in numbers or (digits.startswith(starts) and len(digits) in (8, 11) and not is_date):
                yield Span(match.start(), end, KEPT)
                break


def _ends(text: str, match: re.Match[str]) -> list[int]:
    """Where the number may end: at its end, or before its last groups."""
    return [
        match.end(),
        *(match.start() + gap.start() for gap in reversed(list(re.finditer(r"[ -]", match[0])))),
    ]


def _bsn_announced(text: str) -> Iterator[Span]:
    digits = r"\d(?:[ .\-/]{0,2}\d){6,10}(?!\d)"
    yield from _of(_announced("bsn", digits, most=5), text, "BSN")
    yield from _of(_announced("bsn", rf"{_DIGIT_WORD}(?:[\s,-]+{_DIGIT_WORD}){{3,}}(?!\w)"), text, "BSN")


_TELEPHONES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # Abroad, or the Netherlands as seen from there.
        r"(?<![\d+])(?:\+|00)[ ]?[1-9]\d{0,2}[ .\-/]*(?:\(0\)[ .\-/]*)?\d(?:[ .\-/]{0,2}\d){6,10}(?!\d)",
        # An area code between brackets.
        r"\(0\d{1,3}\)[ .\-/]*\d(?:[ .\-/]{0,2}\d){5,7}(?!\d)",
        # Ten digits; one more or less is a typing error.
        r"(?<!\d)(?<!\d[.,])0[ .\-/]{0,2}[1-9](?:[ .\-/]{0,2}\d){8}\d?(?!\d)",
        r"(?<!\d)06 ?[-/] ?\d(?:[ .\-/]{0,2}\d){7}(?!\d)",
        r"(?<!\w)nul[ -]?zes(?:[ .\-/,]{0,2}\d){8}(?!\d)",
        r"(?<!\d)(?<!\d[.,])0[ .\-/]{0,2}[1-9](?:[ .\-/]{0,2}\d){7}(?![ .\-/]?\d)",
    )
)


def _telephones(text: str) -> Iterator[Span]:
    for pattern in _TELEPHONES:
        yield from _of(pattern, text, "TELEFOON")
    yield from _of(_announced("telefoon", r"\d(?:[ .\-/]{0,2}\d){5,10}(?![\w]|[.,:]\d)"), text, "TELEFOON")
    yield from _of(_SPELLED, text, "TELEFOON", lambda found: len(set(found.lower().split())) > 1)


@lru_cache(maxsize=1)
def _plate_patterns() -> tuple[re.Pattern[str], ...]:
    def one_of(separator: str) -> str:
        codes = ("".join([separator.join(code)]) for code in _PLATES)
        return "|".join(code.replace("A", "[a-z]").replace("9", r"\d") for code in codes)

    mixed = (
        r"(?=[\w-]{0,5}[ ]?[\w-]*\d)(?=[\d-]*[ ]?[\w-]*[a-z])[a-z0-9]{1,5}(?:[ -]?[a-z0-9]*\d[a-z0-9]*){1,3}"
    )
    return (
        re.compile(rf"(?<![\w-])(?:{one_of('[-.]')})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<![\w-])(?:(?i:{one_of('')})|{one_of('[ ]').replace('a-z', 'A-Z')})(?![\w-])"),
        _announced("kenteken", rf"(?:{one_of('[ -]{0,2}')})(?![\w-])", most=6),
        _announced("kenteken", rf"{mixed}(?![\w-])", most=6),
    )


def _plates(text: str) -> Iterator[Span]:
    dashed, loose, announced, like_one = _plate_patterns()
    yield from _of(dashed, text, "KENTEKEN")
    yield from _of(loose, text, "KENTEKEN", _is_no_quantity)
    yield from _of(announced, text, "KENTEKEN")
    yield from _of(like_one, text, "KENTEKEN", _is_no_quantity)


def _is_no_quantity(found: str) -> bool:
    """Whether it has figures, and letters that are no words: ‘12 en 14’, ‘op 112 u’ are no number plates."""
    letters = re.findall(r"[^\W\d_]+", found)
    spaced = " " in found
    return re.search(r"\d", found) is not None and not any(
        part in _short_words() and (spaced or len(part) > 1) for part in letters
    )


@lru_cache(maxsize=1)
def _short_words() -> frozenset[str]:
    return frozenset(read_redaction("nummers.yml")["korte_woorden"])


_BSN_FORMS = re.compile(
    r"(?<!\d)(?<!\d[.,])(?:\d{3}([ .\-])\d{3}\1\d{3}|\d{4}[ .\-]\d{2}[ .\-]\d{3}"
    r"|\d{2}[ .\-]\d{3}[ .\-]\d{2}[ .\-]\d{2}|\d{9}|\d{4}[ .]\d{5}|\d{5}[ .]\d{4}|\d(?:[ ]\d){7,9})"
    r"(?!\d|[.,]\d|\s*(?:euro|eur)\b)"
)


def _bsn_by_form(text: str) -> Iterator[Span]:
    """Nine digits, or groups like those of a BSN; not only those whose check digit is right."""
    for match in _BSN_FORMS.finditer(text):
        yield Span(match.start(), match.end(), "BSN")


_CASE = (
    r"(?:(?-i:[A-Z]{1,4})[ ](?=\d))?(?=[a-z]{0,6}(?:[./#_-]\w{0,6})?[./#_-]?\d)"
    r"[a-z0-9]+(?:[./#_-]{1,2}[a-z0-9]+)*(?:[ ]\d{2,}(?![\w%:.,]\d))*(?!\w)"
)
_BARE_CASES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\w.,-])(?:19|20)\d{2}[-/._](?!(?:19|20)\d\d(?!\w))\d{3,}(?:[-/._]\w+)*(?!\w)",
        r"(?<![\w.,-])[a-z]{1,5}[-/._]?\d{2,4}[-/._]\d{3,}(?:[-/._]\w+)*(?!\w)",
        r"(?<![\w.,-])[a-z]{1,4}[-/._]\d{4,}(?:[-/._]\w+)*(?!\w)",
        r"(?<![\w.,-])\d{2}[/-]\d{5,6}[-/]\d{2}(?!\w)",
        r"(?<![\w.,-])pl\d{4}[ -]?\d{4}[ -]?\d{4,}(?:-\d+)?(?!\w)",
        # Courts: C/15/331204 / JU RK 24-77.
        r"(?<![\w.,-])(?:fa|ju|ha|kg|ks|es)[ .]?(?:rk|za|ez)[ .]?\d{2}[-/ ]\d{1,5}(?!\w)",
        r"(?<![\w.,-])c/\d{2}/\d{6}(?!\w)",
    )
)


def _cases(text: str) -> Iterator[Span]:
    yield from _of(_announced("zaak", _CASE), text, "ZAAKNUMMER", _looks_like_a_case)
    for pattern in _BARE_CASES:
        yield from _of(pattern, text, "ZAAKNUMMER")


_OTHER_NUMBERS = re.compile(
    r"\d{1,2}(?:\.\d{1,2}){1,3}(?:\.[a-z])?|\d\.\d\.[a-z]|\d{1,2}[-/]\d{1,2}|\d{1,3}(?:\.\d{3})+|\d+[a-z]{2,}|\d{1,3}",
    re.IGNORECASE,
)
"""Paragraphs, times, days and amounts, which may stand behind ‘melding’ or ‘nummer’ as well."""


def _looks_like_a_case(found: str) -> bool:
    if _OTHER_NUMBERS.fullmatch(found):
        return False
    digits = sum(map(str.isdigit, found))
    return (
        digits >= _FEWEST_OF_A_CASE
        and not re.fullmatch(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?", found)
        and not re.fullmatch(r"1(?:12|13|44)", found)
    )


def _postcodes(text: str) -> Iterator[Span]:
    yield from _of(_announced("postcode", r"[1-9]\d{3}(?:\s?-?\s?[a-z]{2}(?!\w))?(?!\d)"), text, "POSTCODE")
    for match in re.finditer(r"(?<![\w.,€-])(?<!€ )[1-9]\d{3}(\s?-?\s?)([A-Za-z]{2})(?![\w'’])", text):
        letters = match[2]
        is_word = match[1] != "" and letters in _short_words()
        if not is_word and not letters.istitle():
            yield Span(match.start(), match.end(), "POSTCODE")


_HANDLE = r"@?[^\W_][\w.\-]{2,}[#]?\w*|@\w+|[x._-]+\w[\w.\-]*"


def _handles(text: str) -> Iterator[Span]:
    for match in re.finditer(r"(?<![\w.])@\s?[\w][\w.\-]*\w", text):
        yield Span(match.start(), match.end(), "ACCOUNT")
    for match in _announced("sociaal", _HANDLE, "sociaal_tussen", 5).finditer(text):
        said = text[match.start() : match.start(1)]
        handle = match[1].rstrip(".-")
        if _is_handle(
            handle, named=bool(re.search(r"[:=\"'‘(]\s*$|\b(?:heet|naam|genaamd|als|is)\s+$", said))
        ):
            yield Span(match.start(1), match.start(1) + len(handle), "ACCOUNT")
    for match in re.finditer(
        r"(?<![\w.@-])(?=[\w.]*[^\W\d_])(?:\w+_[\w.]+|_+\w[\w.]*|[^\W\d_]{3,}\d{2,}(?:[._]?\w+)*|xx?\w*\d*_?xx?)(?![\w@])",
        text,
    ):
        if _is_handle(match[0].rstrip("."), named=False):
            yield Span(match.start(), match.start() + len(match[0].rstrip(".")), "ACCOUNT")


def _is_handle(found: str, named: bool) -> bool:
    """Whether it is an account's name: with signs or digits in it, or where a name is expected no word."""
    if re.search(r"[^\W\d_]", found) is None:
        return False
    if re.search(r"[\d_#]|\w\.\w|\w-\w", found) and not re.fullmatch(r"[^\W\d_]+-[^\W\d_]+", found):
        return not re.fullmatch(r"(?:covid|groep|klas|stap|artikel|art|par|fase)-?\d+", found.lower())
    standing = standing_of(found.lower().lstrip("@"))
    return standing in ("naam", "onbekend", "twijfel") or (named and standing in ("voornaam", "achternaam"))


def _long_numbers(text: str) -> Iterator[Span]:
    """Any other long number: of what, nobody can say, but it is of somebody."""
    yield from _of(_LONG, text, "ZAAKNUMMER")
