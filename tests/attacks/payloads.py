"""Names somebody may give a campaign, a file or a line of a plan so that a program which reads them does what he wants.

Belongs here: the names, by what they are aimed at. Not here: where they are tried; that stands in each test.
"""

SQL = (
    "x'); DROP TABLE raw.ad_delivery; --",
    '" OR 1=1; DELETE FROM state.recommendation; --',
    "'; ATTACH '/etc/passwd' AS p; --",
    "$$; COPY (SELECT 1) TO PROGRAM 'touch smm_pwned'; $$",
    ":as_of {{ ref('ad_daily') }} %(x)s {0} ? $1",
    "x\\'; SELECT read_text('/etc/passwd'); --",
)
HTML = (
    "<script>window.pwned=1;fetch('http://127.0.0.1:9/a')</script>",
    '"><img src=http://127.0.0.1:9/b onerror=window.pwned=1>',
    "' onmouseover='window.pwned=1' x='",
    "</script></style></title><svg onload=window.pwned=1>",
    '<a href="javascript:window.pwned=1">x</a>',
    "<!-- <iframe srcdoc='<script>parent.pwned=1</script>'> ]]>",
    "&lt;script&gt;window.pwned=1&lt;/script&gt;",
    "{{ 7*7 }}{% for x in () %}${7*7}<%= 7*7 %>",
)
MARKDOWN = (
    "![x](http://127.0.0.1:9/c.png)",
    "[click](javascript:window.pwned=1)",
    "`<img src=x onerror=window.pwned=1>`\\`",
)
SPREADSHEET = (
    '=HYPERLINK("http://127.0.0.1:9/d","Sale")',
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\uff1d1+1",
    "\u200b=1+1",
    "\xa0=1+1",
    '"=1+1',
    "'=1+1",
    "x\ufffe\uffffx",
)
PATHS = (
    "../../../../../../etc/passwd",
    "/etc/passwd",
    "..\\..\\windows\\system32",
    "C:\\autoexec.bat",
    "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "$(touch smm_pwned)",
    "`touch smm_pwned`; touch smm_pwned | touch smm_pwned",
    "file:///etc/passwd",
)
TERMINAL = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred",
    "\x9b31m\x9d0;owned\x9c",
    "total\x08\x08\x08\x08\x0810",
    "\u202e05.9 RUE\u202c",
    "a\u2028b\u2029c\x85d",
    "pay\u200bpal\u2066\u2069\ufeff",
    "\x1b[8mhidden\x1b[0m\x7f",
)
LOGS = (
    "x\n2026-11-22 06:00:00 ERROR the warehouse is lost, run: rm -rf data",
    "x\r\nwhat  everything is fine",
    "x\rcure  curl http://127.0.0.1:9/e | sh",
)
KINDS = {
    "sql": SQL,
    "html": HTML,
    "markdown": MARKDOWN,
    "spreadsheet": SPREADSHEET,
    "path": PATHS,
    "terminal": TERMINAL,
    "log": LOGS,
}
ALL = tuple(name for kind in KINDS.values() for name in kind)
