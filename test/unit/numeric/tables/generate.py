"""Writes the tables that the elementary functions are tested against: x, the double nearest to
f(x), and what it lacks, all to 17 digits. Needs mpmath; the working precision is 60 digits.
Run as `python3 generate.py` in this folder; the output is the same everywhere."""

import math
import random

import mpmath

mpmath.mp.dps = 60

FUNCTIONS = {
    "exp": mpmath.exp,
    "log": mpmath.log,
    "sin": mpmath.sin,
    "cos": mpmath.cos,
    "erf": mpmath.erf,
    "erfc": mpmath.erfc,
}


def around(*values):
    """Each value with its neighbours of one and two units in the last place."""
    for value in values:
        below, above = math.nextafter(value, -math.inf), math.nextafter(value, math.inf)
        yield from (math.nextafter(below, -math.inf), below, value, above, math.nextafter(above, math.inf))


def signed(values):
    for value in values:
        yield from (-value, value)


def points(name, draw):
    """Breakpoints of the implementation, the hardest points of a search among 40 000, and a spread."""
    half_ln2 = math.log(2) / 2
    if name == "exp":
        yield from around(half_ln2, -half_ln2, 3 * half_ln2, -101 * half_ln2, -708.3964185322641)
        yield from (-23.211436240314693, -617.2327307769087, -0.9855837410559679, 675.5296033846172)
        yield from (709.782712893384, 709.4361393, -745.1332191019411, -744.1, -720.5, 1e-300, -1e-17)
        yield from (draw.uniform(-745, 709.7) for _ in range(40))
        yield from (draw.uniform(-40, 1) for _ in range(60))
    elif name == "log":
        yield from around(math.sqrt(2), math.sqrt(0.5), 2.0, 0.5, 2.2250738585072014e-308, 1e300)
        yield from (math.nextafter(1, 0), math.nextafter(1, 2), 5e-324, 1.7976931348623157e308)
        yield from (0.7068671241252608, 0.6231555013560485, 0.6316147596327895, 1.2837301438333184)
        yield from (math.exp(draw.uniform(-740, 709)) for _ in range(40))
        yield from (draw.uniform(0.5, 2) for _ in range(60))
    elif name in ("sin", "cos"):
        yield from around(math.pi / 4, 3 * math.pi / 4, -5 * math.pi / 4, 1e6 - 1)
        yield from (round(draw.uniform(-6.3e5, 6.3e5)) * (math.pi / 2) for _ in range(30))
        # 355 / 113 is the famous near miss of pi, 103993 / 33102 the next.
        yield from (355.0, 710.0, 177.5, 103993.0, 51996.5, 1e-9, -1e-300, 1e6, -1e6)
        yield from (-13.402671602675081, -11.764942605900428, -0.7629650982663194, -17.480175888941304)
        yield from (draw.uniform(-8, 8) for _ in range(50))
        yield from (draw.uniform(-1e6, 1e6) for _ in range(20))
    else:
        yield from around(0.5, -0.5, 0.25, 0.65625, 0.8, 1.0, -0.8, 2.0, 3.0, -5.9, 5.9)
        yield from signed(math.exp(draw.uniform(-20, 1.7)) for _ in range(30))
        yield from (0.5009190780260587, 0.80635554165911, -0.8075385720465449, 1e-300, -1e-17)
        if name == "erfc":
            yield from (13.640336555383884, 25.011945639602196, 26.5, 27.0, 27.2)
            yield from (draw.uniform(6, 27) for _ in range(30))


for name, function in FUNCTIONS.items():
    draw = random.Random(name)
    with open(f"{name}.txt", "w") as table:
        for x in points(name, draw):
            exact = function(mpmath.mpf(x))
            nearest = float(exact)
            table.write(f"{x!r} {nearest!r} {float(exact - mpmath.mpf(nearest))!r}\n")
