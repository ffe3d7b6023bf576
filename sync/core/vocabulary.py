"""Words that nearly every pack holds, each by its place: two bytes at most instead of a dozen.

The idea is HPACK's static table (RFC 7541, appendix A). The list belongs to codec 2 and never
changes; kinds and fields of later releases are written out, which costs a few bytes and no more.
"""

from types import MappingProxyType

_LIST = """
attendance activity member status present leave absent online reason rotation production illness
study_record reflection minutes title text held_on held_start held_end hours members topic state
new edit delete import undo resolve set-up deleted type theme place_text mode group chair recorder
convener lecturer lecturer_capacity non_voting summary parent plan_item state_reason reviewed_by
archived_on due role arrival evidence agenda_item number kind started ended no_decision
prior_committee_item from_resolution speech item speaker speaker_name at stance motion method
eligible issued returned yes no abstain invalid written_yes tellers override_reason resolution
owner due_on closed_on attachment name belongs_to hash size taken_on note sign_in_sheet serial
printed_at scan signed_rows post relation_here joined_on full_on gender code phone
id_number_suffix vote_override vote_reason member_status_event event on document counterpart
leave_or_absence from_on to_on approved_by contact_entry result by party_organization branch
branch_type organization established_on approval_document covers_units project altitude_note
expected_end_on dissolved_on has_committee term_start term_end themed_day party_group leader
term_of_office start end how extended_to office_holding office section location_text plan
explanation notice issued_on body audience rule about hours_kind source visible_to general_meeting
committee_meeting group_meeting party_lecture themed_party_day organizational_life_meeting
democratic_appraisal joint_conference joint_activity study_session training service_visit
in_person video paper_circulation planned notified signed_in minuted reviewed filed archived
cancelled reopened secretary expert worker model voting guest late report discussion vote study
other support oppose neutral question show_of_hands secret_ballot voice ordinary admission
conversion election open doing done dropped photo full probationary suspended removed formal
organizational_life_only female male in out convert suspend restore business meeting message
family party_committee general_branch party_branch temporary alliance joint mobile mobile_member
deputy_secretary organization_member publicity_member discipline_member youth_member
production_member group_leader instructor liaison concentrated self_study away committee author
preview
"""
WORDS = tuple(_LIST.split())
PLACES = MappingProxyType({word: place for place, word in enumerate(WORDS, 1)})
"""Word -> its place, from 1; 0 says that a word is written out."""
