"""The small grammar in which exercises write quantities: numbers, + - * /, ceil, min, max over people, groups and size.

Read by hand, character by character: what somebody wrote in a file is never run as code.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NoReturn

from toolkit.language import N_
from toolkit.language.said import SaidError

NAMES = ("people", "groups", "size")
FUNCTIONS = ("ceil", "min", "max")
MAX_LENGTH = 200
MAX_DEPTH = 20
MAX_RESULT = 10**9


class FormulaError(SaidError):
    """A formula that cannot be worked out: a sentence that says what is wrong and at which character."""


@dataclass(frozen=True, slots=True)
class Number:
    value: Fraction


@dataclass(frozen=True, slots=True)
class Name:
    name: str


@dataclass(frozen=True, slots=True)
class Operation:
    sign: Literal["+", "-", "*", "/"]
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Call:
    function: str
    given: "tuple[Node, ...]"


Node = Number | Name | Operation | Call


@dataclass(frozen=True, slots=True)
class Formula:
    text: str
    root: Node

    def names(self) -> frozenset[str]:
        """Which of people, groups and size it counts."""
        return frozenset(_names(self.root))


def parse(text: str) -> Formula:
    """The formula that a text writes, or a FormulaError that says where it stops being one."""
    if len(text) > MAX_LENGTH:
        raise FormulaError(N_("The formula has {length} characters; {most} is the most."), length=len(text), most=MAX_LENGTH)
    return _Parser(text).whole()


def evaluate(text: str | Formula, *, people: int, groups: int = 1, size: int = 1) -> int | float:
    """The number: a whole one as int. Worked out in exact fractions, so that nothing is rounded on the way."""
    formula = parse(text) if isinstance(text, str) else text
    found = _value(formula.root, {"people": people, "groups": groups, "size": size}, formula.text)
    if abs(found) > MAX_RESULT:
        raise FormulaError(N_("“{formula}” comes to more than {most}."), formula=formula.text, most=MAX_RESULT)
    return found.numerator if found.denominator == 1 else float(found)


def count(text: str | Formula, *, people: int, groups: int = 1, size: int = 1) -> int:
    """The same as a count of things: rounded up, for half a chair seats nobody, and never below none."""
    formula = parse(text) if isinstance(text, str) else text
    found = _value(formula.root, {"people": people, "groups": groups, "size": size}, formula.text)
    if found > MAX_RESULT:
        raise FormulaError(N_("“{formula}” comes to more than {most}."), formula=formula.text, most=MAX_RESULT)
    return max(0, math.ceil(found))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["number", "name", "sign", "end"]
    text: str
    place: int


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        char = text[at]
        start = at
        if char in " \t\n":
            at += 1
            continue
        if char in "0123456789.":
            while at < len(text) and text[at] in "0123456789.":
                at += 1
            number = text[start:at]
            if number.count(".") > 1 or number == ".":
                raise FormulaError(
                    N_("“{found}” at character {place} of “{formula}” is not a number."), found=number, place=start + 1, formula=text
                )
            found.append(_Token("number", number, start + 1))
        elif "a" <= char <= "z":
            while at < len(text) and "a" <= text[at] <= "z":
                at += 1
            found.append(_Token("name", text[start:at], start + 1))
        elif char in "+-*/(),":
            at += 1
            found.append(_Token("sign", char, start + 1))
        else:
            raise FormulaError(
                N_("“{found}” at character {place} of “{formula}” has no place in a formula; it is written with numbers, + - * /, "
                   "ceil(), min(), max(), people, groups and size."),
                found=char, place=start + 1, formula=text,
            )
    found.append(_Token("end", "", len(text) + 1))
    return found


class _Parser:
    """Precedence by descent: a sum of products of atoms."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = _tokens(text)
        self.at = 0
        self.depth = 0

    def whole(self) -> Formula:
        if self.tokens[0].kind == "end":
            raise FormulaError(N_("The formula is empty; write a number, or people."))
        root = self.sum()
        if self.tokens[self.at].kind != "end":
            self.unexpected()
        return Formula(self.text, root)

    def sum(self) -> Node:
        left = self.product()
        while (sign := self.tokens[self.at].text) in ("+", "-"):
            self.at += 1
            left = Operation("+" if sign == "+" else "-", left, self.product())
        return left

    def product(self) -> Node:
        left = self.atom()
        while (sign := self.tokens[self.at].text) in ("*", "/"):
            self.at += 1
            left = Operation("*" if sign == "*" else "/", left, self.atom())
        return left

    def atom(self) -> Node:
        token = self.tokens[self.at]
        self.deeper()
        if token.kind == "number":
            self.at += 1
            node: Node = Number(Fraction(token.text))
        elif token.text == "-":
            self.at += 1
            node = Operation("-", Number(Fraction(0)), self.atom())
        elif token.text == "(":
            self.at += 1
            node = self.sum()
            self.take(")")
        elif token.kind == "name" and token.text in NAMES:
            self.at += 1
            node = Name(token.text)
        elif token.kind == "name" and token.text in FUNCTIONS:
            node = self.call()
        elif token.kind == "name":
            raise FormulaError(
                N_("“{found}” at character {place} of “{formula}” is not known; there are people, groups, size, ceil, min and max."),
                found=token.text, place=token.place, formula=self.text,
            )
        else:
            self.unexpected()
        self.depth -= 1
        return node

    def call(self) -> Node:
        token = self.tokens[self.at]
        self.at += 1
        self.take("(")
        given = [self.sum()]
        while self.tokens[self.at].text == ",":
            self.at += 1
            given.append(self.sum())
        self.take(")")
        if token.text == "ceil" and len(given) != 1:
            raise FormulaError(N_("ceil at character {place} of “{formula}” takes one number."), place=token.place, formula=self.text)
        return Call(token.text, tuple(given))

    def take(self, sign: str) -> None:
        if self.tokens[self.at].text != sign:
            token = self.tokens[self.at]
            if token.kind == "end":
                raise FormulaError(N_("“{formula}” ends where “{sign}” should stand."), formula=self.text, sign=sign)
            raise FormulaError(
                N_("“{sign}” is missing before “{found}” at character {place} of “{formula}”."),
                sign=sign, found=token.text, place=token.place, formula=self.text,
            )
        self.at += 1

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise FormulaError(N_("“{formula}” is nested more than {most} deep."), formula=self.text, most=MAX_DEPTH)

    def unexpected(self) -> NoReturn:
        token = self.tokens[self.at]
        if token.kind == "end":
            raise FormulaError(N_("“{formula}” ends where a number should stand."), formula=self.text)
        raise FormulaError(
            N_("“{found}” at character {place} of “{formula}” stands where it makes no sense."),
            found=token.text, place=token.place, formula=self.text,
        )


def _value(node: Node, values: Mapping[str, int], text: str) -> Fraction:
    match node:
        case Number(value):
            return value
        case Name(name):
            return Fraction(values[name])
        case Call(function, given):
            worked = [_value(each, values, text) for each in given]
            if function == "ceil":
                return Fraction(math.ceil(worked[0]))
            return min(worked) if function == "min" else max(worked)
        case Operation(sign, left, right):
            return _operate(sign, _value(left, values, text), _value(right, values, text), text)


def _operate(sign: str, left: Fraction, right: Fraction, text: str) -> Fraction:
    if sign == "+":
        return left + right
    if sign == "-":
        return left - right
    if sign == "*":
        return left * right
    if right == 0:
        raise FormulaError(N_("“{formula}” divides by zero for these people, groups and size."), formula=text)
    return left / right


def _names(node: Node) -> list[str]:
    match node:
        case Name(name):
            return [name]
        case Operation(_, left, right):
            return _names(left) + _names(right)
        case Call(_, given):
            return [name for each in given for name in _names(each)]
        case _:
            return []
