from hypothesis import given
from hypothesis import strategies as st

from kiosk.speech.queue import SpeechQueue
from kiosk.speech.utterance import (
    Priority,
    Role,
    Utterance,
    alert,
    outcome,
    passing,
    prompt,
)

_UTTERANCES = st.builds(
    Utterance,
    words=st.lists(st.sampled_from(["甲。乙。", "丙。", "丁！戊？", ""]), max_size=3).map(tuple),
    priority=st.sampled_from(Priority),
    role=st.sampled_from(Role),
)


def _heard(queue: SpeechQueue) -> list[str]:
    heard = []
    while sentence := queue.take():
        heard.append(sentence.text)
        queue.finish()
    return heard


def test_words_are_cut_into_sentences_so_that_the_first_sound_is_early():
    assert prompt("请坐。请稍候！好了吗？", "下一步", " ", "").sentences == (
        "请坐。",
        "请稍候！",
        "好了吗？",
        "下一步",
    )


def test_prompts_are_said_in_the_order_they_came():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.say(prompt("选项"))

    assert _heard(queue) == ["标题", "提示", "选项"]


def test_an_outcome_is_said_after_the_sentence_that_plays_and_before_the_rest():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.take()

    must_stop = queue.say(outcome("已提交"))

    assert not must_stop
    assert _heard(queue) == ["标题", "已提交", "提示"]


def test_two_outcomes_keep_their_order():
    queue = SpeechQueue()
    queue.say(prompt("标题"))
    queue.say(outcome("第一件"))
    queue.say(outcome("第二件"))

    assert _heard(queue) == ["第一件", "第二件", "标题"]


def test_an_alert_interrupts_and_the_interrupted_sentence_is_said_again():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.take()

    must_stop = queue.say(alert("您还在吗"))

    assert must_stop
    assert _heard(queue) == ["您还在吗", "标题", "提示"]


def test_an_alert_in_silence_stops_nothing():
    assert not SpeechQueue().say(alert("您还在吗"))


def test_no_words_interrupt_nothing():
    queue = SpeechQueue()
    queue.say(prompt("标题"))
    queue.take()

    assert not queue.say(alert("", " "))
    assert _heard(queue) == ["标题"]


def test_only_the_newest_focus_is_said():
    queue = SpeechQueue()
    queue.say(passing("第一项"))
    queue.take()
    queue.say(passing("第二项"))

    must_stop = queue.say(passing("第三项"))

    assert not must_stop
    assert _heard(queue) == ["第三项"]


def test_a_touch_drops_everything_even_an_outcome():
    queue = SpeechQueue()
    queue.say(outcome("已提交"))
    queue.say(prompt("标题"))
    queue.take()

    queue.touched()

    assert _heard(queue) == []


def test_what_a_touch_cut_can_go_on_from_the_start_of_its_sentence():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示", "选项"))
    queue.take()
    queue.finish()
    queue.take()
    queue.touched()
    queue.touched()

    assert queue.resume()
    assert _heard(queue) == ["提示", "选项"]
    assert not queue.resume()


def test_new_words_replace_what_was_cut():
    queue = SpeechQueue()
    queue.say(prompt("标题"))
    queue.touched()
    queue.say(prompt("别的"))

    assert not queue.resume()
    assert _heard(queue) == ["别的"]


def test_a_new_screen_drops_the_old_screens_words_and_stops_them():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.take()

    assert queue.screen_changed()
    assert _heard(queue) == []


def test_a_new_screen_never_cuts_an_outcome():
    queue = SpeechQueue()
    queue.say(outcome("已提交。请取走小票。"))
    queue.take()

    must_stop = queue.screen_changed()
    queue.say(prompt("首页"))

    assert not must_stop
    assert _heard(queue) == ["已提交。", "请取走小票。", "首页"]


def test_a_new_screen_lets_a_waiting_outcome_come_next():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.take()
    queue.say(outcome("已提交"))

    assert queue.screen_changed()
    assert _heard(queue) == ["已提交"]


def test_repeat_says_the_screen_and_its_outcome_but_not_the_focus():
    queue = SpeechQueue()
    queue.say(prompt("标题", "提示"))
    queue.say(passing("再说一遍，按钮"))
    queue.say(outcome("号码不对"))
    queue.touched()

    repeated = queue.repeat()

    assert [u.sentences for u in repeated] == [("标题", "提示"), ("号码不对",)]
    assert _heard(queue) == ["标题", "提示", "号码不对"]


def test_repeat_says_only_the_newest_error():
    queue = SpeechQueue()
    queue.say(prompt("标题"))
    queue.say(outcome("少一位"))
    queue.say(outcome("多一位"))
    queue.touched()

    queue.repeat()

    assert _heard(queue) == ["标题", "多一位"]


def test_repeat_after_a_new_screen_has_nothing_of_the_old():
    queue = SpeechQueue()
    queue.say(prompt("旧标题"))
    queue.screen_changed()
    queue.say(prompt("新标题"))
    queue.touched()

    queue.repeat()

    assert _heard(queue) == ["新标题"]


def test_nothing_of_a_visit_is_left_after_its_end():
    queue = SpeechQueue()
    queue.say(prompt("标题"))
    queue.touched()
    queue.say(outcome("已提交"))

    queue.all_stop()

    assert not queue.resume()
    assert queue.repeat() == ()
    assert _heard(queue) == []


def test_no_words_are_in_the_repr():
    assert "曾小明" not in repr(prompt("曾小明"))


@given(st.lists(_UTTERANCES, max_size=6))
def test_every_sentence_but_an_older_focus_is_heard_exactly_once(utterances):
    queue = SpeechQueue()
    for utterance in utterances:
        queue.say(utterance)
    last_passing = max(
        (i for i, u in enumerate(utterances) if u.role is Role.PASSING and u.sentences),
        default=None,
    )
    expected = sorted(
        sentence
        for i, u in enumerate(utterances)
        if u.role is not Role.PASSING or i == last_passing
        for sentence in u.sentences
    )

    assert sorted(_heard(queue)) == expected


@given(st.lists(_UTTERANCES, max_size=6), st.integers(0, 3))
def test_silence_after_a_touch_whatever_was_said(utterances, taken):
    queue = SpeechQueue()
    for utterance in utterances:
        queue.say(utterance)
    for _ in range(taken):
        queue.take()
        queue.finish()

    queue.touched()

    assert queue.take() is None
