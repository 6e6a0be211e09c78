"""The citizens of the demonstration. Their family names are words such as rain and caravan: nobody has them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """Somebody invented; a child has no address of their own."""

    family: str
    given: str
    latin: str
    born: date
    sex: str
    language: str = "kk"
    has_account: bool = True

    @property
    def key(self) -> str:
        """The given name in plain letters: by it the stories call them."""
        return self.latin.split()[1].lower()

    @property
    def email(self) -> str:
        """The address they sign in with."""
        return f"{self.key}@example.org"


def _read(line: str) -> Citizen:
    family, given, *latin, born, sex, language = line.split()
    return Citizen(
        family=family,
        given=given,
        latin=" ".join(latin),
        born=date.fromisoformat(born),
        sex=sex,
        language=language.removesuffix("*"),
        has_account=not language.endswith("*"),
    )


CITIZENS: Final = tuple(
    map(
        _read,
        """
        Жаңбырова Айсұлу Zhangbyrova Aisulu 1994-03-02 F kk
        Керуенов Әлібек Keruenov Alibek 1988-07-19 M ru
        Бұлтов Нұрлыбек Bultov Nurlybek 1991-11-30 M kk
        Самалова Гүлім Samalova Gulim 1997-01-14 F kk
        Қобызов Ерасыл Kobyzov Erasyl 1985-05-08 M ru
        Домбырова Қарлығаш Dombyrova Karlygash 1990-09-21 F kk
        Найзағаев Олжас Naizagaev Olzhas 1993-12-11 M ru
        Шаңырақова Меруерт Shangyrakova Meruert 1982-02-27 F kk
        Көктемов Дидар Koktemov Didar 1996-06-16 M en
        Тасбақаев Қуаныш Tasbakaev Kuanysh 1979-10-05 M ru
        Аққулова Сымбат Akkulova Symbat 1999-04-09 F kk
        Бүркітов Рауан Burkitov Rauan 1987-08-23 M ru
        Көбелекова Жібек Kobelekova Zhibek 1995-01-31 F ko
        Арқанов Сұңқар Arkanov Sunkar 1984-03-18 M kk
        Теңізова Толқын Tengizova Tolkyn 1992-07-07 F ru
        Бұлақов Мирас Bulakov Miras 1998-11-02 M kk
        Күмісова Айсәуле Kumisova Aisaule 1989-05-25 F kk
        Жусанов Алмас Zhusanov Almas 1986-09-13 M ru
        Шөлова Назерке Sholova Nazerke 1990-12-24 F kk
        Шөлов Бекарыс Sholov Bekarys 1988-02-03 M kk
        Шөлова Раяна Sholova Rayana 2019-06-30 F kk*
        Қамшыев Ғани Kamshyev Gani 1983-04-12 M ru
        Тұмарова Әсем Tumarova Asem 1996-08-28 F kk
        Айнаев Санжар Ainaev Sanzhar 1991-10-17 M ru
        Сырғаева Жансая Syrgaeva Zhansaya 1994-12-06 F kk
        Ертоқымов Дәулет Ertokymov Daulet 1980-01-22 M ru
        Моншақова Ұлпан Monshakova Ulpan 1987-03-29 F kk
        Қалпақов Еркебұлан Kalpakov Erkebulan 1993-05-15 M kk
        Кілемова Баян Kilemova Bayan 1998-07-11 F fr
        Сандықов Арман Sandykov Arman 1985-09-04 M ru
        Оймақова Дария Oimakova Daria 1992-02-19 F kk
        """.strip().splitlines(),
    )
)
