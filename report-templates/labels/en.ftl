# Fixed words of the reports, in English. Sentences with figures come with the dataset, not from here.

page = page
contents = Contents
table = Table
chart = Figure
draft = DRAFT
basis = Basis
deadline = Deadline
rows-omitted = Rows not shown

data-warnings = Reliability of the data.
no-warnings = Nothing is known against the data of the period.

section-minister = The minister's receptions and assignments
section-receptions = Receptions of citizens
section-leadership = Receptions held by leading and responsible officials
section-execution = Execution of assignments given at receptions
section-repeats = Return visits and their causes
section-subsystem = Use of the subsystem “Reception of Citizens”
section-quality = Index of reception quality
section-findings = Findings
section-contradictions = Reports compared with records
section-proposals = Proposals to remove the shortcomings

part-by-agency = By agency
part-by-mode = By mode and level of reception
part-by-topic = By topic and outcome
part-when-where = By time and place
part-overdue = Overdue assignments
part-local = Local units
part-debts = Where points are lost and how to win them back
part-new-findings = New findings

annex-units = Annex 1. Main figures of all units
annex-data = Annex 2. Intake of data and rejected records
annex-method = Annex 3. Method
annex-charter = Annex 4. Clauses of the charter and sections of the report

audit-results = Answers of the checks
audit-findings = Findings and their evidence
audit-sample = Review of the sample
audit-site = On-site sheet
audit-comparison = Compared with the last monitoring
audit-answer = The unit's answer
audit-check = Check
audit-members = Members of the group
audit-annex-sheet = Annex 1. Sheet of the sample
audit-annex-method = Annex 2. Method
audit-no-items = No record was drawn.
