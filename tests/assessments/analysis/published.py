"""Data that others published with the figures they got from it."""

# K. L. Wuensch, East Carolina University, "The Kuder-Richardson 20": ten students, ten items; the
# sum of pq is 2.18 and the variance of totals, divided by n, 5.84.
WUENSCH = [
    [int(each) for each in row]
    for row in [
        "1111110110",
        "1011011101",
        "1111011001",
        "0010001000",
        "0000010010",
        "1110111111",
        "1101110111",
        "1111111101",
        "0101111101",
        "1101101110",
    ]
]

# "Item Analysis Worksheet" of teacher education courses: five students of the upper half, five of
# the lower, ten questions, with the key of the worksheet for D.
WORKSHEET_TOTALS = [10, 9, 7, 7, 7, 6, 6, 5, 5, 3]
WORKSHEET = [
    [int(each) for each in row]
    for row in [
        "1111111111",
        "1111111101",
        "1101111100",
        "0111110101",
        "1110111001",
        "1110110100",
        "0110110101",
        "0111001010",
        "1110100001",
        "0100010010",
    ]
]
WORKSHEET_D = [0.4, 0.0, 0.0, 0.6, 0.4, 0.4, 0.6, 0.4, -0.2, 0.4]

# Moodle's own test of its quiz statistics (mod/quiz/report/statistics/tests): 22 attempts, the marks
# in slots 8 to 20, each slot's highest mark, and what its reference spreadsheet gives in per cent.
MOODLE_FULL = [8, *[1] * 12]
MOODLE_MARKS = [
    # 8    9   10   11   12   13 14 15 16 17 18 19 20
    [5.5, 0.3, 0.9, 1.0, 0.3, 1, 0, 0, 1, 1, 0, 0, 1],
    [1.0, 0.9, 0.9, 0.3, 0.3, 1, 0, 0, 1, 0, 1, 0, 1],
    [2.5, 1.0, 0.9, 0.3, 1.0, 0, 0, 1, 1, 1, 1, 1, 1],
    [4.0, 0.3, 0.9, 1.0, 0.3, 0, 0, 0, 0, 1, 0, 0, 1],
    [3.0, 0.9, 0.3, 0.9, 1.0, 0, 1, 0, 0, 1, 1, 1, 0],
    [4.5, 0.9, 1.0, 1.0, 0.9, 0, 1, 1, 1, 0, 0, 0, 0],
    [3.0, 0.3, 0.3, 0.3, 0.3, 1, 0, 1, 1, 1, 1, 1, 1],
    [6.0, 0.9, 0.9, 1.0, 0.3, 0, 1, 1, 1, 1, 0, 0, 1],
    [0.5, 0.9, 1.0, 0.9, 0.3, 0, 1, 1, 0, 1, 1, 0, 1],
    [5.5, 0.9, 1.0, 0.9, 0.3, 1, 1, 0, 0, 1, 0, 0, 0],
    [2.5, 0.9, 1.0, 1.0, 0.9, 0, 1, 0, 0, 1, 0, 0, 1],
    [4.0, 0.9, 0.3, 0.9, 1.0, 0, 1, 1, 1, 1, 1, 0, 1],
    [4.0, 0.9, 0.3, 0.3, 1.0, 1, 1, 1, 0, 0, 1, 1, 0],
    [3.0, 1.0, 1.0, 0.3, 1.0, 0, 1, 0, 1, 1, 1, 1, 0],
    [1.0, 1.0, 0.9, 0.3, 0.3, 1, 0, 1, 0, 0, 0, 0, 0],
    [1.0, 0.3, 0.3, 0.3, 0.9, 0, 0, 0, 1, 0, 0, 0, 1],
    [1.5, 1.0, 0.3, 0.9, 1.0, 1, 1, 0, 1, 1, 0, 0, 0],
    [4.0, 0.9, 1.0, 0.9, 1.0, 0, 1, 1, 1, 0, 1, 0, 0],
    [2.0, 0.9, 0.9, 0.3, 0.9, 0, 1, 0, 0, 0, 0, 0, 0],
    [1.0, 1.0, 0.3, 0.3, 0.3, 0, 1, 1, 0, 1, 0, 0, 0],
    [6.0, 0.9, 1.0, 1.0, 0.9, 0, 0, 0, 1, 0, 0, 1, 1],
    [7.0, 0.9, 0.3, 0.3, 0.3, 1, 0, 1, 1, 1, 1, 0, 0],
]
MOODLE_TOTALS = [
    12, 7.4, 11.7, 8.5, 10.1, 11.3, 11.2, 14.1, 8.6, 11.6, 9.3,
    13.1, 11.5, 11.3, 5.5, 4.8, 8.7, 11.8, 6, 5.9, 12.8, 13.8,
]  # fmt: skip
MOODLE_FACILITY = [
    41.19318182, 81.36363636, 71.36363636, 65.45454545, 65.90909091, 36.36363636, 59.09090909,
    50, 59.09090909, 63.63636364, 45.45454545, 27.27272727, 50,
]  # fmt: skip
MOODLE_DISCRIMINATION = [
    25.88327077, 1.170256965, -4.207816809, 28.16930644, -2.513606859, -12.99017581, -8.900638238,
    8.670004606, 29.63337745, 15.18945843, 16.21079629, 15.52451404, -8.396734802,
]  # fmt: skip
MOODLE_EFFICIENCY = [
    27.23492723, 1.382386552, -4.691171307, 31.12404354, -2.877487579, -17.5074184, -10.27568922,
    10.86956522, 34.58997279, 17.4790556, 20.14359793, 22.06477733, -10,
]  # fmt: skip

# R. D. Bock & M. Lieberman, Psychometrika 35 (1970), 179-197: how many of 1,000 gave each of the 32
# patterns of five items, 00000 first and 11111 last.
LSAT6 = [3, 6, 2, 11, 1, 1, 3, 4, 1, 8, 0, 16, 0, 3, 2, 15]
LSAT6 += [10, 29, 14, 81, 3, 28, 15, 80, 16, 56, 21, 173, 11, 61, 28, 298]
LSAT7 = [12, 19, 1, 7, 3, 19, 3, 17, 10, 5, 3, 7, 7, 23, 8, 28]
LSAT7 += [7, 39, 11, 34, 14, 51, 15, 90, 6, 25, 7, 35, 18, 136, 32, 308]


def list_answers(counts: list[int]) -> list[list[int]]:
    """Return a row of five answers for each of the pupils behind the pattern counts."""
    return [
        [int(each) for each in f"{pattern:05b}"]
        for pattern, count in enumerate(counts)
        for _pupil in range(count)
    ]
