"""The words by which people say what a number is, and which way something went."""

from __future__ import annotations

import re

FLAGS = re.IGNORECASE


def cue(*patterns: str) -> re.Pattern[str]:
    """One pattern of several."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), FLAGS)


ABOUT = (
    r"(?:about|around|roughly|approximately|approx\.?|some|nearly|almost|just|only|c\.|circa|a|an|"
    r"the|our|its|still|now|well|exactly|more than|at least|in excess of|less than|fewer than|no more than)"
)
LEAD = rf"(?:\s+{ABOUT})*\s*$"
"""What may stand between a cue and its number."""

ROUGHLY = cue(
    r"\b(?:about|around|roughly|approximately|approx|some|nearly|almost|just (?:over|under|above|"
    r"below)|close to|c|circa)\.?\s*$"
)
AT_LEAST = cue(r"\b(?:more than|over|above|at least|in excess of|upwards of)\s*$")
AT_MOST = cue(r"\b(?:less than|under|below|fewer than|at most|no more than|up to)\s*$")

TARGET_BEFORE = cue(
    r"\b(?:target|goal|standard|ambition|benchmark)(?:\s+(?:value|level))?"
    rf"(?:\s+(?:of|is|was|at|remains|set at|stands at|being))?{LEAD}"
)
TARGET_SPAN = cue(r"\b(?:target|goal|standard)\s+of\s+[-−]?£?[\d.,]+\S*\s+(?:to|and)\s*$")
"""That a number is the upper end of a target that is a span."""
TARGET_AFTER = cue(r"^\s*(?:%|per\s?cent)?\s*(?:target|goal|standard|ambition)\b", r"^\s*(?:that )?we (?:aim|set)")
NEAR_TARGET = cue(r"\b(?:target|goal|standard|where we (?:should|want to) be|required level)\b")
GAP_WORDS = cue(
    r"\b(?:below|above|short|shy|off|under|over|adrift|ahead|away|behind|better than|worse than|"
    r"from|miss(?:ed|es|ing)?|beyond)\b"
)

EARLIER_BEFORE = cue(
    rf"\b(?:from|up on|down on|up from|down from|compared (?:with|to)|versus|vs|"
    rf"(?<!more )(?<!less )(?<!fewer )than|against)(?:\s+the)?{LEAD}",
    r"\b(?:last|previous|prior|preceding)\s+(?:month|year|period|quarter|time)(?:'s|’s)?"
    rf"(?:\s+(?:figure|value|result|level))?(?:\s+(?:it\s+)?(?:was|of|at|stood at))*{LEAD}",
    rf"\bbaseline(?:\s+(?:figure|value|level))?(?:\s+(?:of|was|at))?{LEAD}",
    rf"\b(?:was|stood at)\s+(?:previously|then){LEAD}",
    r"\b(?:(?:a|one|twelve) (?:months?|year) (?:ago|earlier)|this time last year|last (?:year|"
    r"month))\b[^\d,;.]{0,35}$",
)
EARLIER_AFTER = cue(
    r"^\W*(?:\w+\s+){0,3}(?:last|the previous|the preceding)\s+(?:month|year|period|time)\b",
    r"^\W*(?:\w+\s+){0,2}(?:a|one|twelve months?)\s?(?:year|month)?\s*(?:ago|earlier|before)\b",
    r"^\W*(?:\w+\s+){0,2}the (?:month|year) before\b",
)
CHANGE_BEFORE = cue(
    rf"\bby(?:\s+as much as)?{LEAD}",
    rf"\b(?:a|an)\s+(?:further\s+)?(?:rise|fall|drop|increase|decrease|reduction|improvement|"
    rf"decline|gain|change|dip|jump|cut|movement)\s+of{LEAD}",
    rf"\b(?:up|down|gained|lost|gaining|losing)(?:\s+by)?{LEAD}",
)
CHANGE_AFTER = cue(
    r"^\s*(?:%|points?)?\s*(?:higher|lower|more|fewer|less|better|worse|up|down)\b(?!\s+(?:to|from|at))",
)
VALUE_BEFORE = cue(
    rf"\b(?:at|to|is|was|were|are|stood at|stands at|reached|reaching|hit|recorded|currently|now|"
    rf"with|of|received|saw|there were|came in at|remains?(?: at)?|totalled|delivered|takes|took|"
    rf"handling|handled|spent|cost){LEAD}",
)
FUTURE = cue(
    r"\b(?:will|shall|expect(?:s|ed|ing)?|forecast|project(?:ed|ion|ions)|plan(?:s|ned|ning)? to|"
    r"aim(?:s|ing)? (?:to|for)|"
    r"hope[sd]? to|intend|should (?:reach|be|rise|fall|return|see)|predict|on course|heading for|anticipate\w*|"
    r"likely|if nothing changes|ends at|to reach|would|could|next year)\b"
)
LIMIT_BEFORE = cue(rf"\blimit(?:\s+(?:of|is|at))+{LEAD}")
HEADING = cue(rf"\b(?:ends?|end up|land(?:s|ing)?) at{LEAD}")
CHANCE_BEFORE = cue(rf"\b(?:chance|probability|likelihood)(?:\s+(?:is|of|at|stands at|remains))*{LEAD}")
CHANCE_AFTER = cue(r"^\s*(?:chance|likel\w+|probab\w+)\b")
GAP_AFTER = cue(
    r"^\s*(?:above|below|short of|shy of|under|over|off|adrift of|ahead of|away from|behind|better than|worse than|"
    r"more than|fewer than|less than|beyond|from)\s+(?:the |our |its |that )?(?:[\w£%.,]+ )?(?:target|goal|standard)"
)
ELSEWHERE = cue(
    r"\b(?:england|english|national(?:ly)?|neighbour\w*|regional?|east midlands|peers?|"
    r"other (?:councils|counties|authorities)|county average|family group|elsewhere|"
    r"similar (?:councils|authorities))\b"
)

NOW = cue(r"\b(?:this month|this period|now|currently|at present|to date|today|latest)\b")
LAST_MONTH = cue(
    r"\b(?:last|previous|prior|preceding) (?:month|period)\b",
    r"\b(?:the )?month before\b",
    r"\bmonth[- ]on[- ]month\b",
    r"\bon the month\b",
    r"\ba month (?:ago|earlier)\b",
)
LAST_YEAR = cue(
    r"\blast year\b",
    r"\b(?:a|one) year (?:ago|earlier|before)\b",
    r"\bsame (?:month|period|time) (?:of )?last year\b",
    r"\byear[- ]on[- ]year\b",
    r"\bon the year\b",
    r"\btwelve months (?:ago|earlier)\b",
    r"\bthis time last year\b",
)
BASELINE = cue(r"\bbaseline\b")

BETTER = cue(
    r"\bimprov(?:e|es|ed|ing|ement|ements)\b",
    r"\b(?:much|far|clearly|noticeably|markedly|getting|got|become|becoming|performing|doing|even)\s+better\b",
    r"\bbetter\b(?! (?:than|against) (?:the |our |its )?(?:target|goal|standard))",
    r"\bturn(?:ed|ing) (?:a|the|this) corner\b",
    r"\b(?:in|heading in|moving in|going in) the right direction\b",
    r"\bright direction\b",
    r"\b(?:good|strong|real|steady|clear|solid|great|tangible|significant|further|some|"
    r"encouraging|excellent) progress\b",
    r"\bprogress(?:ed|es|ing)? (?:well|has been|was|is being|continues|made)\b",
    r"\brecover(?:s|ed|ing|y)\b",
    r"\bstrengthen(?:s|ed|ing)\b",
    r"\b(?:bounc(?:ed|ing) back|back on track|on the up|on the mend|pick(?:ed|"
    r"ing) up(?! (?:within|in|by|the|calls))|step forward|step change|turnaround|turned around)\b",
    r"\b(?:encouraging|pleasing|positive|welcome|impressive|promising) (?:increase|rise|reduction|"
    r"fall|trend|trajectory|shift|movement|result|gains?|picture|results|upturn|drop)\b",
    r"\bgains? (?:have been|has been|were|was|made)\b",
    r"\bgood news\b",
    r"\b(?:getting|got|become|becoming) (?:faster|quicker|shorter)\b",
    r"\b(?:uplift|upturn)\b",
)
"""Words that say that something got better."""

WORSE = cue(
    r"\bworse(?:n|ns|ned|ning)?\b",
    r"\bdeteriorat\w*\b",
    r"\b(?:gone|going|went|slid|sliding|moved|moving) backwards?\b",
    r"\b(?:wrong direction)\b",
    r"\b(?:getting|got|become|becoming) (?:slower|longer|harder)\b",
    r"\bdeclin(?:e|es|ed|ing)\b",
    r"\bslip(?:s|ped|ping)?\b",
    r"\bslid(?:e|es|ing)?\b",
    r"\b(?:fallen|falling|fell) (?:back|away|behind)\b",
    r"\b(?:weaken(?:s|ed|ing)|downturn|set ?back|under strain|under pressure)\b",
    r"\b(?:worrying|concerning|disappointing|unwelcome|adverse) (?:increase|rise|fall|drop|trend|"
    r"trajectory|shift|result|results|picture|month|reduction)\b",
)
"""Words that say that something got worse."""

STEADY = cue(
    r"\bno (?:real |significant |material |meaningful |detectable )?(?:change|difference|movement)\b",
    r"\b(?:unchanged|flat|stable|steady|steadily held|held steady|plateau\w*|level)\b"
    r"(?! (?:of|rise|fall|increase|decrease|decline|improvement|growth|drop|reduction|progress|climb)\b)",
    r"\b(?:within|is|of) (?:ordinary|normal|expected|usual) (?:variation|range|fluctuation\w*)\b",
    r"\bhas(?:n't| not) (?:really )?(?:changed|moved)\b",
    r"\bnothing (?:has |have |much )*(?:really )?(?:changed|moved)\b",
    r"\bmuch the same\b",
)
"""Words that say that nothing really happened."""

RISE = cue(
    r"\b(?:rose|risen|rises?|rising|increas(?:e|es|ed|ing)|went up|gone up|going up|grew|grown|"
    r"growing|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|upward|higher)\b",
    r"\bup (?:by|from|on|\d)",
)
FALL = cue(
    r"\b(?:fell|fallen|falls?|falling|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|"
    r"ing|tion)|went down|gone down|going down|came down|come down|dipp?(?:s|ed|ing)?|downward|"
    r"lower)\b",
    r"\bdown (?:by|from|on|\d)",
)
"""Words that say up or down, and nothing of what is better."""

LASTING = cue(
    r"\b(?:steadily|consistently|continu(?:es|ed|ing|ally|ous)|sustained|trend(?:ing|s)?|"
    r"month after month|keeps?|since (?:the )?(?:spring|summer|autumn|winter|start)|"
    r"over the (?:last|past)|trajectory)\b"
)
"""A move that is said to last: a trend, not a step from one month to the next."""

NEGATED = cue(
    r"\b(?:no|not|n't|never|without|nor|neither|hardly|barely|fail(?:s|ed|ing)? to|yet to|little|"
    r"any|rather than|lack of|unlikely to|unable to|cannot|isn't|hasn't|haven't|"
    r"stopped)(?:\s+\w+){0,3}\s*$"
)
PURPOSE = cue(
    r"\bto(?:\s+(?:further|help|drive|support|see|\w+ly))?\s*$",
    r"\b(?:will|would|should|could|can|may|might|must|shall|helps?|expected|intended|designed)(?:\s+\w+){0,2}\s*$",
    r"\b(?:further|areas? (?:for|of|requiring)|opportunit\w+ for|focus on|drive|driving|support|"
    r"supporting|deliver|requir(?:e|es|ed|ing))\s+$",
    r"\b(?:scope for|room for|action for|plans? for|service|continuous|quality|rapid|our|an?|the)\s+$",
)
GOING_ON = cue(r"\b(?:continu\w+|beg[aiu]n\w*|start\w*|kept|keeps)\s+to(?:\s+\w+ly)?\s*$")
"""What makes of 'to improve' something that is happening."""

AFTER_NOT_CLAIM = cue(
    r"^\s*(?:plan|plans|programme|programmes|board|notice|group|officer|officers|team|lead|work|"
    r"actions?|activity|cycle|project|journey|partner|measures|required|is needed|needed|"
    r"(?:process )?limits?)\b"
)

OTHERS = cue(
    r"\b(?:morale|recruitment|retention|staffing|communication\w*|relationships?|training|"
    r"software|systems?|weather|data quality|reporting|partnership\w*|supervision|leadership|"
    r"sickness|satisfaction|culture|engagement|infrastructure|website|guidance|process(?:es)?|induction|roads?|"
    r"economy|budget|contract management|attendance at|technology|the (?:new )?rota|"
    r"working conditions|vehicle\w*|fleet|housing market|awareness|confidence of|candidates?|"
    r"letters?)\b"
)
"""What else may get better or worse: a claim about it is not one about the figure."""

CAUSE = cue(
    r"\b(?:because(?: of)?|due to|driven by|caused by|owing to|thanks to|explained by|"
    r"the result of|as a result of|result(?:s|ed|ing) from|down to|attribut(?:ed|able) to|"
    r"stems? from|reflect(?:s|ed|ing)|accounts? for|led by|behind (?:this|the)|contributed|"
    r"responsible for|explains?|main (?:cause|reason|driver))\b"
)
"""Words that give a cause."""

RANKED = re.compile(
    r"\b(?:rank(?:s|ed|ing)?|plac(?:ed|e|es|ing)|position(?:ed)?|came|is|are|were|was|"
    r"we)\b[^.]{0,30}?\b(?P<place>\d{1,3})(?:st|nd|rd|th)\b(?:[^.]{0,20}?\b(?:of|out of|among|"
    r"in)\s+(?:the\s+)?(?P<of>\d{1,3}))?",
    FLAGS,
)
SPELLED_RANK = re.compile(
    r"\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\s+(?:of|out of|"
    r"among)\s+(?:the\s+)?(?P<of>\d{1,3})\b",
    FLAGS,
)
QUARTER = cue(
    r"\b(?P<top>top|best|upper|first)\s+quart(?:er|ile)\b",
    r"\b(?:bottom|worst|lower|lowest|fourth)\s+quart(?:er|ile)\b",
)
"""Words that give a place among others."""
