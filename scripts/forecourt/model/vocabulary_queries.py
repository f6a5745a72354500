"""The closed list of what can be asked of the records to score work: appraisals, self-score (M12, A2)."""

from typing import Final

from forecourt.model.vocabulary import closed_list
from forecourt.words.text import N_

QUERIES: Final = closed_list(
    N_("Asked of the records"),
    tasks_on_time=N_("Tasks done in time"),
    directives_on_time=N_("Manufacturer's directives answered in time"),
    articles_on_time=N_("Articles published in time"),
    copy_on_time=N_("Ad copy approved before its deadline"),
    press_pieces=N_("Press quota reached, articles"),
    press_points=N_("Press quota reached, points"),
    events_held=N_("Event quota reached"),
    claims_first_time=N_("Claims accepted the first time"),
    volumes_on_time=N_("Volumes posted in time"),
    desk_days=N_("Days of the front desk reported"),
    replies_in_time=N_("Questions on platforms answered in time"),
    surveys_made=N_("Weeks with a competitor survey"),
    outlets_in_touch=N_("Outlets in touch as agreed"),
    showroom_score=N_("Score of the showroom checks"),
    rules_signed=N_("Rules of the house signed in time"),
)

SCORE_STANDINGS: Final = closed_list(
    N_("Where the points come from"),
    computed=N_("Out of the records"),
    given=N_("Given by hand"),
    nothing_due=N_("Nothing was due"),
    missing=N_("Not given yet"),
)
