"""What can go wrong with a file.

FileError
├── NoSuchFileError       there is none, or not for you: the same answer
├── NotOpenError          it waits for the scanner, was refused, or was erased
├── FileKindError         no kind of evidence is called that
├── TooLargeError         more bytes than are taken
├── EmptyFileError        no bytes at all
├── FileTypeError         by its content it is of a type that is not taken for that kind
├── BrokenFileError       it begins like its type, and cannot be read
├── TooManyPixelsError    a picture that would fill the memory
├── MovingPictureError    more than one picture in it
├── LockedFileError       a PDF that needs a password
├── TooManyPagesError     a PDF of more pages than are taken
├── ActiveFileError       a PDF with programs or files in it
├── PhotoProportionError  a photo that is not 3.5 to 4.5
├── SmallPhotoError       a photo of too few pixels to print
└── StoreError            it could not be kept now
"""

from __future__ import annotations

from collections.abc import Iterable

from sapar.core.kernel import SaparError


class FileError(SaparError):
    """A file cannot be taken or opened."""

    code = "file"


class NoSuchFileError(FileError):
    """There is no such file, or none that the actor may see; which of the two is not said."""

    code = "file_unknown"

    def __init__(self) -> None:
        super().__init__("There is no such file.")


class NotOpenError(FileError):
    """The file cannot be opened: ``state`` says that it waits, was refused, or was erased."""

    code = "file_not_open"

    def __init__(self, *, state: str) -> None:
        super().__init__("This file cannot be opened.", params={"which": str(state)})
        self.state = state


class FileKindError(FileError):
    """No kind of evidence is called that."""

    code = "file_kind"

    def __init__(self, kind: str) -> None:
        short = kind[:40]
        super().__init__(
            f"There is no kind of file called “{short}”.",
            mend="Write it like loss-report.",
            params={"kind": short},
        )


class TooLargeError(FileError):
    """A file has more bytes than are taken."""

    code = "file_too_large"

    def __init__(self, *, limit: int) -> None:
        megabytes = limit // 1_000_000
        super().__init__(
            f"The file is larger than {megabytes} MB.",
            mend="Take the picture at a lower quality, or send the pages one by one.",
            params={"megabytes": str(megabytes)},
        )
        self.limit = limit


class EmptyFileError(FileError):
    """A file has no bytes at all."""

    code = "file_empty"

    def __init__(self) -> None:
        super().__init__("The file is empty.", mend="Choose it again.")


class FileTypeError(FileError):
    """By its content a file is of a type that is not taken for its kind."""

    code = "file_type"

    def __init__(self, *, found: str | None, allowed: Iterable[str]) -> None:
        names = ", ".join(sorted(allowed))
        super().__init__(
            "We do not take files of this type here, whatever their name.",
            mend=f"Send {names}. A picture from a phone can be saved as JPEG.",
            params={"found": found or "unknown", "allowed": names},
        )
        self.found = found


class BrokenFileError(FileError):
    """A file begins like its type, and cannot be read to the end."""

    code = "file_broken"

    def __init__(self, *, media_type: str) -> None:
        super().__init__(
            "The file is damaged: it cannot be read to its end.",
            mend="Open it yourself, and send a new copy.",
            params={"type": media_type},
        )


class TooManyPixelsError(FileError):
    """A picture has so many pixels that it would fill the memory."""

    code = "file_too_many_pixels"

    def __init__(self, *, most: int) -> None:
        millions = most // 1_000_000
        super().__init__(
            f"The picture has more than {millions} million pixels.",
            mend="Take it at a lower resolution.",
            params={"millions": str(millions)},
        )


class MovingPictureError(FileError):
    """A picture file holds more than one picture."""

    code = "file_moving_picture"

    def __init__(self) -> None:
        super().__init__(
            "There is more than one picture in the file.", mend="Send a single picture."
        )


class LockedFileError(FileError):
    """A PDF needs a password, so nobody here could open it."""

    code = "file_locked"

    def __init__(self) -> None:
        super().__init__(
            "The PDF is protected by a password.", mend="Save it without one, or send a picture."
        )


class TooManyPagesError(FileError):
    """A PDF has more pages than are taken."""

    code = "file_too_many_pages"

    def __init__(self, *, pages: int, most: int) -> None:
        super().__init__(
            f"The PDF has {pages} pages; at most {most} are taken.",
            mend="Send the pages that matter.",
            params={"pages": str(pages), "most": str(most)},
        )


class ActiveFileError(FileError):
    """A PDF carries programs or other files; `found` says which."""

    code = "file_active"

    def __init__(self, *, found: str) -> None:
        super().__init__(
            "There is a program or another file inside the PDF.",
            mend="Print it to a new PDF, or send a picture.",
            params={"found": found},
        )
        self.found = found


class PhotoProportionError(FileError):
    """A photo for a document is not 3.5 wide to 4.5 high."""

    code = "file_photo_proportion"

    def __init__(self, *, width: int, height: int) -> None:
        right = round(width * 4.5 / 3.5)
        super().__init__(
            f"The photo is {width} × {height} pixels. It must be 3.5 wide to 4.5 high.",
            mend=f"Cut it: at that width, to a height of {right}.",
            params={"width": str(width), "height": str(height), "right_height": str(right)},
        )


class SmallPhotoError(FileError):
    """A photo for a document has too few pixels to be printed."""

    code = "file_photo_small"

    def __init__(self, *, width: int, height: int, least: tuple[int, int]) -> None:
        super().__init__(
            f"The photo has {width} × {height} pixels, too few to print.",
            mend=f"Send one of {least[0]} × {least[1]} pixels or more.",
            params={
                "width": str(width),
                "height": str(height),
                "least_width": str(least[0]),
                "least_height": str(least[1]),
            },
        )


class StoreError(FileError):
    """The file could not be kept now: the storage is full or away."""

    code = "file_not_stored"

    def __init__(self) -> None:
        super().__init__("The file could not be kept.", mend="Try again in a few minutes.")
