"""The roll of kiosks (终端名册): whose requests are believed, and who was shut out."""

from dataclasses import replace
from http import HTTPStatus

import sqlalchemy as sa

from kiosk.domain.errors import BadInput
from kiosk.ports.clock import Clock
from kiosk.vault.enrolment import KioskIdentity, in_fours
from sync import wire
from sync.platform.intake import Rejected
from sync.platform.store import AdmittedKiosk, reading, transaction
from sync.signatures import Request, SignatureHeaders, request_verifies, signer


class Roll:
    """Which kiosks there are.

    Args:
        engine: the platform's database.
        clock: dates admissions.
    """

    def __init__(self, *, engine: sa.Engine, clock: Clock) -> None:
        self._engine = engine
        self._clock = clock

    def admit(self, plain: bytes, *, is_replacement: bool = False) -> AdmittedKiosk:
        """Know a kiosk from now on; a blocked one is let in again.

        Args:
            plain: what ``hall-sync keys public`` printed there.
            is_replacement: the number may be taken from another key.

        Raises:
            BadInput: it is no such file, or the number or the key is another kiosk's.
        """
        try:
            identity = KioskIdentity.from_json(plain)
        except (ValueError, KeyError, TypeError) as wrong:
            raise BadInput(
                "终端公钥文件不对。"
                "改法：在那台机器上运行 hall-sync keys public，把打印的内容存成文件。"
            ) from wrong
        with transaction(self._engine) as store:
            for known in (
                *store.kiosks(kiosk_id=identity.kiosk_id),
                *store.kiosks(key_id=identity.key_id),
            ):
                _refuse_mixed_up(known.identity, identity, is_replacement=is_replacement)
            admitted = AdmittedKiosk(
                identity=identity, admitted_at=self._clock.now(), is_blocked=False
            )
            store.keep_kiosk(admitted)
        return admitted

    def block(self, kiosk_id: str) -> AdmittedKiosk:
        """Take nothing more from a kiosk, and tell it nothing.

        Raises:
            BadInput: there is no such kiosk.
        """
        with transaction(self._engine) as store:
            known = store.kiosks(kiosk_id=kiosk_id)
            if not known:
                raise BadInput(f"名册里没有终端 {kiosk_id}。用 hall-platform kiosks 查编号。")
            blocked = replace(known[0], is_blocked=True)
            store.keep_kiosk(blocked)
        return blocked

    def kiosks(self) -> tuple[AdmittedKiosk, ...]:
        """Return every kiosk, by number."""
        with reading(self._engine) as store:
            return store.kiosks()

    def asker(self, request: Request, headers: SignatureHeaders) -> str:
        """Return which kiosk signed a request.

        Raises:
            Rejected: 401 nobody we know did, 403 the kiosk was shut out.
        """
        with reading(self._engine) as store:
            known = store.kiosks(key_id=signer(headers))
        if not known:
            raise _stranger("unknown-kiosk", "名册里没有这台终端，或请求没有签名")
        identity = known[0].identity
        if not request_verifies(request, headers, key=identity.signing_public):
            raise _stranger("bad-signature", "请求的签名不对")
        if known[0].is_blocked:
            raise Rejected(wire.problem(HTTPStatus.FORBIDDEN, "blocked", "这台终端已停用"))
        return identity.kiosk_id


def _refuse_mixed_up(
    known: KioskIdentity, identity: KioskIdentity, *, is_replacement: bool
) -> None:
    if known == identity:
        return
    if known.kiosk_id != identity.kiosk_id:
        raise BadInput(
            f"这把公钥已登记给终端 {known.kiosk_id}。"
            "改法：两台机器不能共用密钥文件夹；在新机器上运行 hall-sync keys make。"
        )
    if not is_replacement:
        raise BadInput(
            f"终端 {known.kiosk_id} 已登记另一把公钥（{in_fours(known.key_id)}），没有替换。"
            f"改法：核对那台机器的指纹 {in_fours(identity.key_id)}，一致再加 --replace。"
        )


def _stranger(code: str, title: str) -> Rejected:
    return Rejected(wire.problem(HTTPStatus.UNAUTHORIZED, code, title))
