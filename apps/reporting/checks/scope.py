"""How something is said: denied, doubted, of the past, or only asked for. English first, with the commonest words of
German, French and Spanish.

A trigger reaches over its clause and no further, at most ``REACH`` characters.
"""

import re
from dataclasses import dataclass

REACH = 160
_STEADY = r"(?:(?:significant|interval|appreciable|substantial|definite|further|real) ){0,3}"
_BREAK = re.compile(
    r"\b(?:but|however|although|though|except(?: for)?|apart from|aside from|other than|whereas|while|yet|which"
    r"|secondary to|due to|there (?:is|are|was)|causing|resulting in|now|aber|jedoch|mais|pero)\b|[;:]"
    r"|[,]? ?\b(?:and|with) (?=(?:a|an|there|small|mild|moderate|large|trace|tiny|multiple|severe|new|acute|stable)\b)"
)
_NEW_PHRASE = re.compile(
    r", (?=(?:small|mild|moderate|large|trace|tiny|minimal|stable|unchanged|there|a|an|the|multiple|severe|likely|"
    r"\d+(?:\.\d+)? ?[cm]m)\b)"
)
_OR = re.compile(r"\b(?:or|nor)\b")
_DENIED_BEFORE = re.compile(
    rf"\bno\b(?! (?:longer|doubt|{_STEADY}(?:change|increase|decrease|progression|improvement|worsening)))"
    rf"|\bwithout\b(?! {_STEADY}(?:change|increase|progression))"
    r"|\b(?:denies|denied|negative for|absence of|absent|free of|lack of|neither|nor|never|resolution of|resolved"
    r"|rules? out|ruled out|excludes?|excluded|fails to show|none of"
    r"|kein\w*|ohne|nicht|ausschluss|pas de|pas d'|aucune?|sans|absence de|sin|no se|ningun\w*|ausencia de)\b"
    r"|(?:\bnot|n't)\b(?! (?:significantly |substantially )?(?:changed|only|excluded|ruled|just|optimal))"
)
_DENIED_AFTER = re.compile(
    r"^[^.]{0,60}?\b(?:not (?:seen|identified|present|demonstrated|detected|visuali[sz]ed|evident|appreciated|found"
    r"|noted|apparent|visible|suspected|observed|shown|recogni[sz]ed)|(?:is|are|was|were) (?:absent|excluded|ruled out)"
    r"|(?:has|have) (?:\w+ )?(?:resolved|cleared)|no longer|(?:is|are) resolved|unlikely|nicht|ausgeschlossen)\b"
    r"|^ ?[:?(-] ?(?:no|none|absent|negative|nil|not|keine?|aucune?)\b"
)
_DOUBTED = re.compile(
    r"\b(?:possib\w*|may|might|could|questionable|equivocal|indeterminate for|cannot (?:be )?(?:entirely )?exclude\w*"
    r"|not (?:be )?(?:entirely |completely )?(?:excluded|ruled out)|cannot (?:be )?rule\w* out|difficult to exclude"
    r"|versus|vs|differential|mimic\w*|less likely|potential\w*|moglich\w*|fraglich\w*|possible|posible)\b|\?"
)
_ASKED = re.compile(
    r"\b(?:recommend\w*|consider\w*|advis\w*|suggest(?:ed)? (?:further|follow)\w*|follow[- ]?up|if|to (?:exclude"
    r"|rule out|evaluate|assess)|evaluat\w+ for|assess\w* for|rule out|r/o|exclude|clinical(?:ly)? (?:concern|suspicion"
    r"|suspected|correlation|history|question|information)|indication|risk (?:of|for)|at risk|screening for|search for"
    r"|surveillance|prevent\w*|concern was|protocol|precautions|family history|mother|father|sister|return if"
    r"|criteria|sensitivity|limits? (?:evaluation|assessment|detection)|(?:evaluation|assessment|detection) (?:of|for))\b"
)
_PAST = re.compile(
    r"\b(?:history of|status[- ]post|s/p|prior|previous(?:ly)?|old|remote|chronic|healed|known|pre-?existing|former"
    r"|longstanding|long-standing|past|post-?operative|postsurgical|treated|repaired|subacute|alt\w{0,2}|ancien\w*"
    r"|antigu\w*|residual|evolving|expected)\b"
)
_STEADY_NOW = re.compile(
    r"\b(?:unchanged|stable|resolving|improv\w+|decreas\w+|healing|healed|chronic|known|previously|similar|smaller"
    r"|old|remote|diminish\w+|regress\w+|no (?:significant |interval ){0,3}change|longstanding|long-standing)\b"
)


@dataclass(frozen=True, slots=True)
class Scope:
    """``before`` and ``after`` are the words of the same clause around the thing itself."""

    denied: bool
    doubted: bool
    asked: bool
    past: bool
    steady: bool
    before: str
    after: str

    @property
    def asserted(self) -> bool:
        return not (self.denied or self.doubted or self.asked)


def scope_of(sentence: str, start: int, end: int) -> Scope:
    """How ``sentence[start:end]`` is said; the sentence is folded."""
    before = _clause_before(sentence[max(0, start - REACH) : start], sentence[end : end + 60])
    following = sentence[end : end + REACH]
    denial = bool(_DENIED_BEFORE.search(before)) or bool(_DENIED_AFTER.search(following))
    cut = _BREAK.search(following)
    after = following[: cut.start()] if cut else following
    doubted = bool(_DOUBTED.search(before) or _DOUBTED.search(after))
    return Scope(
        denied=denial and not doubted,
        doubted=doubted,
        asked=bool(_ASKED.search(before)),
        past=bool(_PAST.search(before[-70:])),
        steady=bool(_STEADY_NOW.search(before) or _STEADY_NOW.search(after[:80])),
        before=before,
        after=after,
    )


def _clause_before(before: str, following: str) -> str:
    cuts = [found.end() for found in _BREAK.finditer(before)]
    cuts += [
        found.end()
        for found in _NEW_PHRASE.finditer(before)
        if not _OR.search(before, found.end()) and not _OR.search(following[:40])
    ]
    return before[max(cuts, default=0) :]
