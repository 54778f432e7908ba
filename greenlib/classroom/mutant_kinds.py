"""The slips that a mutant makes: what each kind puts in the place of one node of a solution.

Every function takes a node and yields ``(kind, replacement)``; nothing here changes a tree. The
kinds are those of a student's wrong answer: a unit factor of 1000, the PUE left out or in there
twice, one hour too many, arguments in the wrong order, a printed result.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator

Change = tuple[str, ast.AST]

_ARITHMETIC = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip
_SYMBOLS = {
    ast.Lt: ("boundary", ast.LtE, ast.GtE), ast.LtE: ("boundary", ast.Lt, ast.Gt),
    ast.Gt: ("boundary", ast.GtE, ast.LtE), ast.GtE: ("boundary", ast.Gt, ast.Lt),
    ast.Eq: ("comparison", ast.NotEq), ast.NotEq: ("comparison", ast.Eq),
    ast.In: ("comparison", ast.NotIn), ast.NotIn: ("comparison", ast.In),
    ast.Is: ("comparison", ast.IsNot), ast.IsNot: ("comparison", ast.Is),
}  # fmt: skip
_FUNCTIONS = {
    "min": ["max"], "max": ["min"], "sum": ["len", "max"], "len": ["sum"],
    "any": ["all"], "all": ["any"], "ceil": ["floor"], "floor": ["ceil"],
    "prod": ["sum"], "mean": ["max"], "round": ["int"], "int": ["round"],
}  # fmt: skip
_DROPPED_CALLS = {"sorted", "set", "abs", "int", "float", "round", "list", "tuple", "dict"}
_ORDER_FREE = {"min", "max", "isinstance"}
# One more or less in a number above this changes a result by less than the checks can see.
_LARGE = 10_000


def expression_changes(node: ast.AST, parent: ast.AST) -> Iterator[Change]:
    """Yield what may stand in the place of the expression `node`, which belongs to `parent`.

    >>> product = ast.parse("it_kwh * pue", mode="eval").body
    >>> for kind, changed in expression_changes(product, ast.Return()):
    ...     print(kind, "->", ast.unparse(changed))
    operator -> it_kwh / pue
    dropped factor -> it_kwh
    dropped factor -> pue
    factor twice -> it_kwh * pue * pue
    unit -> it_kwh * pue * 1000
    unit -> it_kwh * pue / 1000
    rounded -> round(it_kwh * pue, 2)
    """
    if is_condition(node, parent):
        yield from _condition(node, parent)
    for kind_of_node, changes in _BY_NODE.items():
        if isinstance(node, kind_of_node):
            yield from changes(node, parent)


def statement_changes(node: ast.stmt) -> Iterator[Change]:
    """Yield what may stand in the place of a statement; `ast.Pass` where it goes.

    >>> for kind, changed in statement_changes(ast.parse("return kwh").body[0]):
    ...     print(kind, "->", ast.unparse(changed))
    returned None -> return
    printed -> print(kwh)
    """
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield "returned None", ast.Return(None)
        yield "printed", ast.Expr(_call("print", node.value))
    elif isinstance(node, ast.FunctionDef):
        for arguments in _swapped(node.args.args):
            yield "swapped", _with(node, args=_with(node.args, args=arguments))
    elif isinstance(node, (ast.Break, ast.Continue)):
        yield "loop", ast.Continue() if isinstance(node, ast.Break) else ast.Break()
    elif isinstance(node, ast.AugAssign):
        yield "operator", _with(node, op=_ARITHMETIC[type(node.op)]())
        yield "not added up", ast.Assign([node.target], node.value, lineno=node.lineno)
    if not isinstance(node, (ast.Return, ast.FunctionDef, ast.Import, ast.ImportFrom, ast.Pass)):
        yield "dropped line", ast.Pass()


def is_condition(node: ast.AST, parent: ast.AST) -> bool:
    """Return whether `node` decides a branch, a loop or a filter of `parent`."""
    if isinstance(parent, ast.comprehension):
        return node in parent.ifs
    return isinstance(parent, (ast.If, ast.While, ast.IfExp)) and node is parent.test


def _condition(node: ast.expr, parent: ast.AST) -> Iterator[Change]:
    yield "branch", _negated(node)
    yield "branch", ast.Constant(False)
    if not isinstance(parent, ast.While):  # a loop without an end teaches nothing
        yield "branch", ast.Constant(True)


def _arithmetic(node: ast.BinOp, parent: ast.AST) -> Iterator[Change]:
    left, op, right = node.left, node.op, node.right
    yield "operator", _with(node, op=_ARITHMETIC[type(op)]())
    what = "dropped factor" if isinstance(op, (ast.Mult, ast.Div, ast.Pow)) else "dropped term"
    yield what, left
    if isinstance(op, (ast.Mult, ast.Add)):
        yield what, right
    elif not isinstance(op, (ast.BitAnd, ast.BitOr)):
        yield "swapped", ast.BinOp(right, op, left)
    if isinstance(op, ast.Mult) and not isinstance(right, (ast.Constant, ast.BinOp)):
        yield "factor twice", ast.BinOp(node, op, right)
    if _is_quantity(node) and not _is_arithmetic(parent):
        yield "unit", ast.BinOp(node, ast.Mult(), ast.Constant(1000))
        yield "unit", ast.BinOp(node, ast.Div(), ast.Constant(1000))
        yield "rounded", _call("round", node, ast.Constant(2))


def _sign(node: ast.UnaryOp, parent: ast.AST) -> Iterator[Change]:
    yield "sign" if isinstance(node.op, ast.USub) else "comparison", node.operand


def _comparison(node: ast.Compare, parent: ast.AST) -> Iterator[Change]:
    for place, op in enumerate(node.ops):
        kind, *others = _SYMBOLS[type(op)]
        for other in others:
            ops = [*node.ops[:place], other(), *node.ops[place + 1 :]]
            yield (kind if other is others[0] else "comparison"), _with(node, ops=ops)


def _logic(node: ast.BoolOp, parent: ast.AST) -> Iterator[Change]:
    yield "and/or", _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    for values in _one_less(node.values):
        yield "dropped condition", _with(node, values=values) if len(values) > 1 else values[0]


def _constant(node: ast.Constant, parent: ast.AST) -> Iterator[Change]:
    number = node.value
    if isinstance(number, bool):
        if not isinstance(parent, ast.keyword):  # leaving the keyword out says the same
            yield "constant", ast.Constant(not number)
    elif number is None and not isinstance(parent, ast.Compare):
        yield "constant", ast.Constant(0)
    elif isinstance(number, (int, float)):
        large = abs(number) > _LARGE
        near = (number * 10, number / 10) if large else (number + 1, number - 1)
        # Adding nothing is leaving the term out.
        nothing = () if number in (0, 1) or _is_sum(parent) else (0,)
        for other in (*near, *nothing):
            yield "constant", ast.Constant(other)
        if isinstance(parent, ast.BinOp) and isinstance(parent.op, (ast.Mult, ast.Div)):
            yield from _unit_factors(number)


def _unit_factors(number: float) -> Iterator[Change]:
    yield "unit", ast.Constant(number * 1000)
    yield "unit", ast.Constant(number / 1000)
    binary = {10**3: 2**10, 10**6: 2**20, 10**9: 2**30, 2**10: 10**3, 2**30: 10**9}
    if number in binary:
        yield "unit", ast.Constant(binary[number])


def _item(node: ast.Subscript, parent: ast.AST) -> Iterator[Change]:
    place = node.slice
    if isinstance(place, ast.Slice):
        for end in ("lower", "upper"):
            if bound := getattr(place, end):
                for shifted in _shifted(bound):
                    yield "off by one", _with(node, slice=_with(place, **{end: shifted}))
                yield "off by one", _with(node, slice=_with(place, **{end: None}))
    elif not isinstance(place, ast.Tuple):
        for shifted in _shifted(place):
            yield "off by one", _with(node, slice=shifted)


def _called(node: ast.Call, parent: ast.AST) -> Iterator[Change]:
    name, arguments = _name(node.func), node.args
    for other in _FUNCTIONS.get(name, ()):
        yield "function", _with(node, func=_renamed(node.func, other))
    if name not in _ORDER_FREE:
        for swapped in _swapped(arguments):
            yield "swapped", _with(node, args=swapped)
    for keywords in _one_less(node.keywords):
        yield "dropped argument", _with(node, keywords=keywords)
    if len(arguments) > 1:
        yield "dropped argument", _with(node, args=arguments[:-1])
    if name == "range":
        for place, bound in enumerate(arguments):
            for shifted in _shifted(bound):
                args = [*arguments[:place], shifted, *arguments[place + 1 :]]
                yield "off by one", _with(node, args=args)
    yield from _less_done(node, name)


def _less_done(node: ast.Call, name: str) -> Iterator[Change]:
    """The order turned round, or the call left out."""
    if name in ("sorted", "sort") and "reverse" not in {each.arg for each in node.keywords}:
        downwards = ast.keyword("reverse", ast.Constant(True))
        yield "order", _with(node, keywords=[*node.keywords, downwards])
    if name in _DROPPED_CALLS and node.args:
        yield "dropped call", node.args[0]
    elif isinstance(node.func, ast.Attribute) and not node.args and not node.keywords:
        yield "dropped call", node.func.value


def _choice(node: ast.IfExp, parent: ast.AST) -> Iterator[Change]:
    yield "branch", node.body
    yield "branch", node.orelse


def _row(node: ast.Tuple | ast.List, parent: ast.AST) -> Iterator[Change]:
    if not isinstance(node.ctx, ast.Load) or len(node.elts) < 2:
        return
    for elements in _one_less(node.elts):
        yield "dropped element", _with(node, elts=elements)
    if not all(isinstance(each, ast.Constant) for each in node.elts) and not isinstance(
        parent, ast.Call
    ):
        for elements in _swapped(node.elts):
            yield "swapped", _with(node, elts=elements)


def _mapping(node: ast.Dict, parent: ast.AST) -> Iterator[Change]:
    for keys, values in zip(_one_less(node.keys), _one_less(node.values), strict=True):
        yield "dropped element", _with(node, keys=keys, values=values)


_BY_NODE = {
    ast.BinOp: _arithmetic, ast.UnaryOp: _sign, ast.Compare: _comparison, ast.BoolOp: _logic,
    ast.Constant: _constant, ast.Subscript: _item, ast.Call: _called, ast.IfExp: _choice,
    (ast.Tuple, ast.List): _row, ast.Dict: _mapping,
}  # fmt: skip


def _is_arithmetic(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp)


def _is_sum(node: ast.AST) -> bool:
    return isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub))


def _is_quantity(node: ast.AST) -> bool:
    """Whether a unit or a rounding can be wrong: something is multiplied or divided."""
    return isinstance(node, ast.BinOp) and (
        isinstance(node.op, (ast.Mult, ast.Div))
        or _is_quantity(node.left)
        or _is_quantity(node.right)
    )


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _negated(node: ast.expr) -> ast.expr:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return node.operand
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        return _with(node, ops=[_SYMBOLS[type(node.ops[0])][-1]()])
    return ast.UnaryOp(ast.Not(), node)


def _shifted(node: ast.expr) -> Iterator[ast.expr]:
    """One more and one less, where no constant is there that is changed by one anyway."""
    if not isinstance(node, ast.Constant) and not (
        isinstance(node, ast.BinOp) and isinstance(node.right, ast.Constant)
    ):
        yield ast.BinOp(node, ast.Add(), ast.Constant(1))
        yield ast.BinOp(node, ast.Sub(), ast.Constant(1))


def _swapped(nodes: list) -> Iterator[list]:
    for place in range(len(nodes) - 1):
        yield [*nodes[:place], nodes[place + 1], nodes[place], *nodes[place + 2 :]]


def _one_less(nodes: list) -> Iterator[list]:
    for place in range(len(nodes)):
        yield [*nodes[:place], *nodes[place + 1 :]]


def _name(function: ast.expr) -> str:
    return getattr(function, "id", None) or getattr(function, "attr", "")


def _renamed(function: ast.expr, name: str) -> ast.expr:
    # math.ceil -> math.floor, but math.prod -> sum, which math does not have.
    if isinstance(function, ast.Attribute) and name in ("ceil", "floor"):
        return _with(function, attr=name)
    return ast.Name(name, ast.Load())


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy.copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
