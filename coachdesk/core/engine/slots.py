"""What each slot matches, as a pattern over words of the normal form.

A pattern is written with blanks between words; `patterns` turns a blank into the separator.
Bytes of UTF-8 are meant, so one Chinese character is the three bytes of `_HAN`. The grammars are
listed with examples in docs/rules.md section 2.
"""

from collections.abc import Mapping

WORD = r"[^ \n]+"
"""Any one word."""

_HAN = r"[\xe3-\xe9][\x80-\xbf][\x80-\xbf]"
_LATIN = r"[^ \n0-9$\x5b\xe3-\xe9][^ \n]*"
_DIGITS = r"[0-9][0-9.,]*"


def _any(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


def _each(signs: str) -> str:
    return "(?:" + "|".join(signs) + ")"


_UNIT = _any("one two three four five six seven eight nine")
_TEEN = _any("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen")
_TENS = _any("twenty thirty forty fifty sixty seventy eighty ninety")
_BELOW_100 = f"(?:{_TENS}(?: {_UNIT})?|{_TEEN}|{_UNIT})"
_BELOW_1000 = f"(?:(?:{_UNIT}|{_TEEN}|a) hundred(?:(?: and)? {_BELOW_100})?|{_BELOW_100})"
_POINT = f"(?: point(?: (?:zero|oh|{_UNIT})){{1,4}})?"
_ENGLISH = (
    f"(?:(?:a|{_BELOW_1000}) million"
    f"(?:(?: and)? {_BELOW_1000} thousand)?(?:(?: and)? {_BELOW_1000})?"
    f"|(?:a|{_BELOW_1000}) thousand(?:(?: and)? {_BELOW_1000})?|{_BELOW_1000}|zero){_POINT}"
)
_HAN_DIGIT = _each("零〇一二两三四五六七八九")
_HAN_NUMERAL = _each("零〇一二两三四五六七八九十百千万亿")
_CHINESE = f"(?:{_HAN_NUMERAL}(?: {_HAN_NUMERAL}){{0,14}}(?: 点(?: {_HAN_DIGIT}){{1,4}})?)"
_SCALED = f"{_DIGITS}(?: (?:hundred|thousand|million|{_each('十百千万亿')}))*"
_NUMBER = f"(?:{_SCALED}|[0-9]+(?:k|m|st|nd|rd|th)|{_ENGLISH}|{_CHINESE})"

_CURRENCY = (
    "(?:dollars?|cents?|pounds?|pence|euros?|yuan|rmb|bucks?|quid|usd|gbp|eur|cny"
    "|美 元|欧 元|英 镑|人 民 币|元|块 钱|块|角|毛|分)"
)
_SIGN = r"(?:\$|[\xc2][\xa2-\xa5]|\xe2\x82[\xa0-\xbf])"
_MONEY = f"(?:{_SIGN} {_NUMBER}|{_NUMBER} {_CURRENCY}(?: (?:and )?{_NUMBER} {_CURRENCY})?)"

_MONTH = (
    "(?:january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)"
)
_WEEKDAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_ORDINAL = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth"
    "|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth"
    "|thirtieth|(?:twenty|thirty) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth))"
)
_DAY = f"(?:[0-3]?[0-9](?:st|nd|rd|th)?|{_ORDINAL}|{_BELOW_100})"
_YEAR = f"(?:[12][0-9]{{3}}|(?:twenty|nineteen) {_BELOW_100})"
_HAN_NUMBER = f"(?:[0-9]+|{_CHINESE})"
_DATE = (
    f"(?:(?:the )?{_DAY} (?:of )?{_MONTH}(?: {_YEAR})?|{_MONTH} (?:the )?{_DAY}(?: {_YEAR})?"
    f"|(?:(?:next|this|on|last) )?{_WEEKDAY}|today|tomorrow|yesterday"
    "|[12][0-9]{3} [01]?[0-9] [0-3]?[0-9]|[0-3]?[0-9] [0-3]?[0-9] (?:[12][0-9])?[0-9]{2}"
    f"|(?:{_HAN_NUMBER} 年 )?{_HAN_NUMBER} 月(?: {_HAN_NUMBER} (?:日|号))?|{_HAN_NUMBER} (?:日|号)"
    f"|(?:下 |这 |本 |上 )?(?:星 期|周|礼 拜) {_each('一二三四五六日天')}|今 天|明 天|后 天|昨 天)"
)

_HOUR = f"(?:[0-2]?[0-9]|{_TEEN}|{_UNIT})"
_HALF = "(?:am|pm|a m|p m|in the (?:morning|afternoon|evening))"
_TIME = (
    f"(?:[0-2]?[0-9][.][0-5][0-9](?:am|pm)?(?: {_HALF})?|[0-2]?[0-9] [0-5][0-9](?: {_HALF})?"
    f"|[0-2]?[0-9](?:am|pm)|{_HOUR}(?: {_BELOW_100})? {_HALF}|{_HOUR} o'clock"
    f"|(?:half past|quarter (?:past|to)) {_HOUR}|noon|midnight"
    f"|(?:(?:上 午|下 午|早 上|晚 上|中 午) )?{_HAN_NUMBER} (?:点|时)"
    f"(?: 半| {_HAN_NUMBER} 分| 一 刻| 三 刻)?)"
)

_SPOKEN_DIGIT = "(?:(?:double |triple )?(?:zero|oh|o|one|two|three|four|five|six|seven|eight|nine))"
_PHONE = (
    r"(?:[0-9]{7,15}|(?:1 )?[0-9]{3} [0-9]{3} [0-9]{4}|[0-9]{3,5} [0-9]{4,8}"
    r"|[0-9]{2,5} [0-9]{2,5} [0-9]{3,5}(?: [0-9]{2,5})?|[0-9]{3} [0-9]{4} [0-9]{4}"
    f"|{_SPOKEN_DIGIT}(?: {_SPOKEN_DIGIT}){{6,14}}"
    f"|{_each('零〇一幺二两三四五六七八九')}(?: {_each('零〇一幺二两三四五六七八九')}){{6,14}})"
)

SLOT_PATTERNS: Mapping[str, str] = {
    "word": WORD,
    "words": f"{WORD}(?: {WORD}){{0,3}}",
    "number": _NUMBER,
    "money": _MONEY,
    "date": _DATE,
    "time": _TIME,
    "phone": _PHONE,
    "name": f"(?:{_LATIN}(?: {_LATIN}){{0,2}}|{_HAN}(?: {_HAN}){{1,3}})",
}
"""Slot to pattern; slots whose value the call carries are made per value."""
