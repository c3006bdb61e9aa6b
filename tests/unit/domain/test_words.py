from kiosk.domain.words import NO_WORDS, Hearer, Words


def test_no_words_are_false_and_any_word_is_true() -> None:
    assert not NO_WORDS
    assert Words("下一步", "")
    assert Words("", "请按下一步")
    assert Words("", "", "一三八")


def test_same_says_exactly_what_is_shown() -> None:
    assert Words.same("确认") == Words("确认", "确认")


def test_a_value_is_for_the_visitor_and_what_has_none_is_for_all() -> None:
    phone, key = Words("138", "已填3位", "一三八"), Words.same("确认")

    assert [phone.said_to(hearer) for hearer in Hearer] == ["已填3位", "一三八"]
    assert [key.said_to(hearer) for hearer in Hearer] == ["确认", "确认"]
