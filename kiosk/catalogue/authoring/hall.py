"""Stand-in for ``kiosk.forms.hall_functions`` until it lands: the five functions, expanded."""

import re

_WEIGHTS = ["7", "9", "10", "5", "8", "4", "2", "1", "6", "3", "7", "9", "10", "5", "8", "4", "2"]


def expand(expression: str) -> str:
    """Return the expression in portable functions."""
    total = " + ".join(f"{w} * number(substr(., {n}, {n + 1}))" for n, w in enumerate(_WEIGHTS))
    ok = (
        "(regex(., '^[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])"
        "(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]$') and substr(., 17, 18) = "
        f"selected-at('1 0 X 9 8 7 6 5 4 3 2', ({total}) mod 11))"
    )
    expression = expression.replace("idcard-ok(.)", ok)
    expression = re.sub(
        r"idcard-birth\((\$\{\w+\})\)",
        r"date(concat(substr(\1, 6, 10), '-', substr(\1, 10, 12), '-', substr(\1, 12, 14)))",
        expression,
    )
    expression = re.sub(
        r"idcard-sex\((\$\{\w+\})\)",
        r"if(number(substr(\1, 16, 17)) mod 2 = 1, '男', '女')",
        expression,
    )
    expression = re.sub(
        r"age\((\$\{\w+\}), (today\(\))\)",
        r"int((number(format-date(\2, '%Y%m%d')) - number(format-date(\1, '%Y%m%d'))) div 10000)",
        expression,
    )
    return re.sub(
        r"days-between\(([^,]+), (\.|\$\{\w+\}|today\(\))\)",
        r"(decimal-date-time(\2) - decimal-date-time(\1))",
        expression,
    )
