"""Text from exports made harmless for people's eyes."""

import sys
import unicodedata

from smm_assets.report.visible import visible


def test_no_character_that_acts_unseen_is_left_whatever_it_stands_beside() -> None:
    acting = [chr(n) for n in range(sys.maxunicode + 1) if unicodedata.category(chr(n)) in ("Cc", "Cf", "Zl", "Zp")]
    assert len(acting) > 200
    assert all(visible(f"a{char}b") == "a b" and visible(char) == " " for char in acting)


def test_what_is_seen_stays_as_it_is() -> None:
    for text in ("Продажи — подарки", "გაყიდვები", "Größe 3\u00a0%", "🛍 sale", ""):
        assert visible(text) == text
