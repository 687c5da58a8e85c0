"""Language of a header line, as far as a few telling words show it.

Belongs here: the hint shown by the export doctor. Not here: anything a number or date depends on.
"""

import re
from collections.abc import Sequence

from smm_assets.ingest.text.plain import plain, unmangled

_SCRIPTS = (
    ("ja", re.compile("[ぁ-んァ-ヶ]")),
    ("ko", re.compile("[가-힣]")),
    ("uk", re.compile("[іїєґ]")),
    ("ru", re.compile("[а-яё]")),
    ("zh", re.compile("[一-鿿]")),
    ("vi", re.compile("[ạảấầậắằặẹếềệịọốồộớờợụứừựỳỹđ]")),
)
_WORDS = {
    "en": r"\b(date|day|time|campaign|ad|ads|cost|spend|spent|amount|impr|impressions|clicks|views|reach|likes|post|"
    r"page|video|followers|reporting|name|results|sessions|users|revenue|orders?|total|content|age|gender|country)\b",
    "nl": r"\b(begindatum|campagne\w*|advertentie\w*|valuta|totaal|weergaven|klikken|besteed|naam|bereik)\b",
    "de": r"\b(kampagne\w*|anzeigen\w*|kosten|betrag|klicks|berichts\w+|impressionen|reichweite|datum|währung\w*)\b",
    "fr": r"\b(nom de|montant|couverture|portée|clics|publicités?|campagne|rapports|jour|devise|résultats)\b",
    "es": r"\b(nombre|importe|impresiones|alcance|clics|anuncios?|campaña|informe|divisa|día|resultados|coste)\b",
    "pt": r"\b(nome d[ao]|valor|impressões|cliques|anúncios?|campanha|relatórios|moeda|dia|resultados|custo)\b",
    "it": r"\b(nome del\w*|importo|copertura|clic|inserzion[ei]|campagna|report|giorno|valuta|risultati|costo)\b",
    "pl": r"\b(nazwa|kwota|zasięg|wyświetlenia|kliknięcia|kampanii|reklam\w*)\b",
}


def header_language(header: Sequence[str]) -> str:
    """Two-letter language of a header; "" when nothing tells."""
    text = " ".join(plain(unmangled(cell)) for cell in header)
    for language, script in _SCRIPTS:
        if len(script.findall(text)) >= 3:
            return language
    counts = {language: len(re.findall(pattern, text)) for language, pattern in _WORDS.items()}
    english = counts.pop("en")
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] >= 2 and counts[best] >= english else ("en" if english else "")
