from kiosk.domain.words import NO_WORDS, Words


def test_no_words_are_false_and_any_word_is_true() -> None:
    assert not NO_WORDS
    assert Words("下一步", "")
    assert Words("", "请按下一步")


def test_same_says_exactly_what_is_shown() -> None:
    assert Words.same("确认") == Words("确认", "确认")
