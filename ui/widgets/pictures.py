"""Pictures with their words: camera, printed slip, QR code, large pictograms."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kiosk.domain.words import Words
from ui.theme import GAP_MM, OUTLINE_MM, Face, TextStyle
from ui.widgets.lettering import DrawnText, Setting, draw, set_balanced, set_text
from ui.widgets.look import Look, pictogram

_SHAPE = 4 / 3
_PHOTO_MM, _BRIEF_PHOTO_MM = 105.0, 70.0
_QUIET_MODULES = 4
_CODE_MM = 64.0
_ICON_MM = 70.0


class Picture(QLabel):
    """A named picture: QLabel, so that screen readers find its words."""

    def __init__(self, look: Look, name: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setAccessibleName(name.shown)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        look.changed.connect(self._restyle)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class PhotoView(Picture):
    """What the camera sees or has taken, with corners that show where the paper belongs."""

    keeps_with_next = True
    """The button that takes the picture belongs on the same page."""

    def __init__(self, look: Look, name: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, name, parent)
        self._image = QImage()
        self._has_guides = False
        self._is_brief = False

    def set_brief(self, is_brief: bool) -> None:  # noqa: FBT001 - a Qt setter of one flag
        """Make the picture lower where picture and button would part otherwise."""
        self._is_brief = is_brief

    def show_jpeg(self, jpeg: bytes | None, *, is_live: bool = False) -> None:
        """Show a picture; a live one has the guides. None shows an empty frame."""
        self._image = QImage.fromData(jpeg) if jpeg else QImage()
        self._has_guides = is_live
        self.update()

    def heightForWidth(self, width: int) -> int:
        """Return the height of a 4:3 picture, low enough for a button below it."""
        tallest = _BRIEF_PHOTO_MM if self._is_brief else _PHOTO_MM
        return min(round(width / _SHAPE), self._look.theme.mm(tallest))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture as large as it fits, its frame and the guides."""
        del event
        theme = self._look.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        frame = self._frame()
        painter.fillRect(frame, QColor(theme.colours.card))
        if not self._image.isNull():
            size = self._image.size().scaled(frame.size(), Qt.AspectRatioMode.KeepAspectRatio)
            box = QRect(QPoint(0, 0), size)
            box.moveCenter(frame.center())
            painter.drawImage(box, self._image)
        outline = theme.mm(OUTLINE_MM)
        painter.setPen(QPen(QColor(theme.colours.ink), outline))
        inside = outline // 2
        painter.drawRect(frame.adjusted(inside, inside, -inside, -inside))
        if self._has_guides:
            self._draw_guides(painter)

    def _frame(self) -> QRect:
        """Return the 4:3 box in the middle of the row."""
        width = min(self.width(), round(self.height() * _SHAPE))
        return QRect((self.width() - width) // 2, 0, width, self.height())

    def _draw_guides(self, painter: QPainter) -> None:
        theme = self._look.theme
        inset, arm = theme.mm(10), theme.mm(18)
        box = self._frame().adjusted(inset, inset, -inset, -inset)
        # dark within light shows on every picture
        for colour, width in ((theme.colours.card, 2.6), (theme.colours.ink, 1.4)):
            painter.setPen(QPen(QColor(colour), theme.mm(width)))
            for corner, right, down in (
                (box.topLeft(), 1, 1),
                (box.topRight(), -1, 1),
                (box.bottomLeft(), 1, -1),
                (box.bottomRight(), -1, -1),
            ):
                painter.drawLine(corner, corner + QPoint(right * arm, 0))
                painter.drawLine(corner, corner + QPoint(0, down * arm))


class PictureView(Picture):
    """A tall picture such as the slip, at full width; continued on the next page if need be."""

    def __init__(
        self, look: Look, name: Words, image: QImage, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, name, parent)
        self._image = image
        self._part: tuple[int, int] = (0, 0)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the picture at that width."""
        return round(width * self._image.height() / max(1, self._image.width()))

    def slice_heights(self, width: int, room: int, first: int) -> list[int]:
        """Return the heights of the parts when a page has ``room`` pixels."""
        del first
        whole = self.heightForWidth(width)
        return [min(room, whole - top) for top in range(0, whole, room)]

    def show_slice(self, index: int, room: int, first: int) -> None:
        """Show one of those parts."""
        del first
        self._part = (index, room)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the part of the picture that is on this page."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        index, room = self._part
        whole = QRect(0, -index * room, self.width(), self.heightForWidth(self.width()))
        painter.drawImage(whole, self._image)


class QrView(Picture):
    """A QR code beside the words that say what it is for.

    It is black on white in every theme: phones read nothing else reliably.
    """

    def __init__(
        self, look: Look, content: str, caption: Words, parent: QWidget | None = None
    ) -> None:
        super().__init__(look, caption, parent)
        self._caption = caption.shown
        self._image = code_image(content)

    def heightForWidth(self, width: int) -> int:
        """Return the height of the code or of the words beside it."""
        return max(self._side, self._lines(width).height)

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the words and where they stand."""
        lines = self._lines(self.width())
        return (DrawnText("\n".join(lines.lines), self._text_box(lines), lines.face),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the code and the words."""
        del event
        painter = QPainter(self)
        painter.drawImage(QRect(0, 0, self._side, self._side), self._image)
        lines = self._lines(self.width())
        draw(painter, lines, self._text_box(lines), colour=self._look.theme.colours.ink)

    @property
    def _side(self) -> int:
        return self._look.theme.mm(_CODE_MM)

    @property
    def _text_left(self) -> int:
        return self._side + self._look.theme.mm(2 * GAP_MM)

    def _lines(self, width: int) -> Setting:
        return set_text(self._caption, self._look.theme.face(), width - self._text_left)

    def _text_box(self, lines: Setting) -> QRect:
        top = max(0, (self._side - lines.height) // 2)
        return QRect(self._text_left, top, lines.width, lines.height)


class Illustration(Picture):
    """A large pictogram with its words below."""

    def __init__(self, look: Look, icon: str, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(look, words, parent)
        self._icon = icon
        self._words = words.shown

    def heightForWidth(self, width: int) -> int:
        """Return the height of the pictogram and the words."""
        return self._side + self._lines(width).height + self._look.theme.mm(GAP_MM)

    def drawn_texts(self) -> tuple[DrawnText, ...]:
        """Return the words and where they stand."""
        lines = self._lines(self.width())
        text = "\n".join(lines.lines)
        return (DrawnText(text, self._text_box(lines), lines.face, is_centred=True),)

    def drawn_marks(self) -> tuple[QRect, ...]:
        """Return where the pictogram stands."""
        return (QRect((self.width() - self._side) // 2, 0, self._side, self._side),)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictogram and the words."""
        del event
        painter = QPainter(self)
        colour = self._look.theme.colours.ink
        for mark in self.drawn_marks():
            painter.drawPixmap(mark, pictogram(self._icon, mark.width(), colour))
        lines = self._lines(self.width())
        box = self._text_box(lines)
        draw(painter, lines, box, colour=colour, align=Qt.AlignmentFlag.AlignHCenter)

    def sizeHint(self) -> QSize:
        """Return the size of the pictogram."""
        return QSize(self._side, self._side)

    @property
    def _side(self) -> int:
        return self._look.theme.mm(_ICON_MM)

    @property
    def _face(self) -> Face:
        return self._look.theme.face(TextStyle.TITLE)

    def _lines(self, width: int) -> Setting:
        return set_balanced(self._words, self._face, width)

    def _text_box(self, lines: Setting) -> QRect:
        left = (self.width() - lines.width) // 2
        top = self._side + self._look.theme.mm(GAP_MM)
        return QRect(left, top, lines.width, lines.height)


def code_image(content: str) -> QImage:
    """Return a QR code with its quiet zone, one pixel a module, black on white."""
    import qrcode  # noqa: PLC0415 - it brings Pillow, and the first page shows no code

    code = qrcode.QRCode(error_correction=qrcode.ERROR_CORRECT_M, border=_QUIET_MODULES)
    code.add_data(content)
    rows = code.get_matrix()
    image = QImage(len(rows), len(rows), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    black = QColor(Qt.GlobalColor.black).rgb()
    for y, row in enumerate(rows):
        for x, is_dark in enumerate(row):
            if is_dark:
                image.setPixel(x, y, black)
    return image
