"""Labels: no line ends between a figure and its sign."""

from pytestqt.qtbot import QtBot

from ui.widgets.words import words


def test_that_a_figure_stays_with_its_sign_and_its_arrow_at_any_width(qtbot: QtBot) -> None:
    label, whole = words("131 → 122 %"), words("131-122-9")
    for each in (label, whole):
        qtbot.addWidget(each)

    assert label.heightForWidth(30) == whole.heightForWidth(30)


def test_that_a_label_gives_back_what_it_was_told(qtbot: QtBot) -> None:
    label = words("at 5 %")
    qtbot.addWidget(label)
    label.setText("131 → 122 %")

    assert label.text() == "131 → 122 %"
