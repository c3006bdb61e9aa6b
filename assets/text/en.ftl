# English. What each key is for and how long it may be is told in zh-CN.ftl, in the same order.

## Dates

date-lunar = lunar calendar: year { $year }, { $month }, day { $day }
    .spoken = lunar calendar: year { $year_said }, { $month }, day { $day_said }
date-lunar-year = { $number }, year of the { $animal ->
    [0] rat
    [1] ox
    [2] tiger
    [3] rabbit
    [4] dragon
    [5] snake
    [6] horse
    [7] goat
    [8] monkey
    [9] rooster
    [10] dog
   *[11] pig
}
date-lunar-month = { $leap ->
    [yes] leap month
   *[no] month
} { $number }

## Keys at the bottom of a page

key-back = Back
key-next = Next
    .spoken = { "" }
key-change-done = Done
key-skip = Skip
key-dont-know = I don't know
key-understood = Understood
key-erase = Erase
key-point = Point
read-aloud = Read it to me
panel-close = Done

## Standby

standby-heading = { $hall }
standby-lead = Touch the screen to start. Take your time.
standby-picture = Large text, a voice, and writing by hand
standby-start = Touch here to start

## Home

home-heading = Hello. What do you need?
home-lead = Touch with a finger. You can always go back.
home-apply = Apply
home-apply-about = Allowances, ID, pensions, health insurance
home-progress = Check progress
home-progress-about = See how my application stands
home-for-other = Help someone
home-for-other-about = Apply for family or a neighbour
home-resume = Continue
home-resume-about = Finish a form I started

## Services

categories-heading = What is it about?
categories-lead = Choose a group. If you can't find it, touch "Search".
categories-count = { $count ->
    [one] 1 service
   *[other] { $count } services
}
    .spoken = { $count ->
        [one] 1 service in it
       *[other] { $count } services in it
    }
categories-search = Search
categories-search-about = Write it, or type letters
services-lead = Touch one to see what to bring. Then decide.
search-heading = What are you looking for?
search-lead = Type some letters of its name, or write by hand.
search-label = Looking for
search-find = Search
search-found = Found
search-count = { $count ->
    [one] Found 1: { $titles }.
   *[other] Found { $count }: { $titles }.
}
search-nothing-typed = Please type some letters or write a word first.
search-looked-for = You looked for: { $query }
search-none = Nothing found. Try other words, or touch "Help".
search-again = Search again

## The page of a service

service-lead = Official name: { $title }. The form takes about { $minutes } minutes.
service-begin = Apply now
service-go-on = Continue
service-take-home = Print what to bring
service-who = Who can apply
service-bring = What to bring
service-how-long = How long
service-cost = Cost
service-result = What you get
service-visits = Visits
service-steps = Steps
service-where = Where
service-office = Office
service-law = Law
service-phone = Questions
service-complain = Complaints
service-no-papers = No papers needed.
service-visits-count = { $count ->
    [0] You need not come at all.
    [one] You come once.
   *[other] You come { $count } times.
}
service-time = We promise: { $promise }. The law allows at most: { $law }.
service-at-once = at once
service-days-working = { $days ->
    [one] 1 working day
   *[other] { $days } working days
}
service-days-calendar = { $days ->
    [one] 1 day
   *[other] { $days } days
}
service-yuan = { $amount } yuan
service-fee = { $name }: { $amount }
service-free = It is free.
service-region-sets = (set by the local office)
service-ask-hall = Please ask the staff
need-optional = bring it if you have it
need-later = may be brought later
checklist-heading = What to bring
checklist-lead = Print a list, or scan the code below with your phone.
checklist-print = Print it
print-printed = It is printed. Please take it.
print-paper-out = The printer has no paper. Please read the screen, or ask the staff for paper.
print-printer-missing = The printer is not working. Please read the screen, or take a photo of it.

## Questions

step-of = Step { $number } of { $total }
    .spoken = Step { $number } of { $total }
ask-in-repeat = Number { $number }: { $label }
ask-required = Please fill this in, then touch Next.
ask-required-choice = Please choose one, then touch Next.
ask-check = Something may be wrong. Please check it.
count-of = There are { $count }.
count-choose = There are { $count }. Choose one, then "{ $then }".
count-several = There are { $count }. You may choose several, then "{ $then }".
choice-item = { $label }
    .spoken = { $number }: { $label }
choice-nth = number { $number }
choice-place = { $place } of { $count }
choice-chosen = chosen now
focus-key = button
focus-one = one choice
focus-several = several choices
focus-not-chosen = not chosen
simple-item = { $label }
    .spoken = Number { $number }, with { $picture }: { $label }
simple-again = Hear it
simple-choose = Choose this
simple-how = Touch once to hear it. Touch again to choose it.
simple-heard = { "" }
    .spoken = { $said }. If you want this one, touch it again.
focus-digit = number key
focus-letter = letter key
focus-stroke = stroke key
focus-candidate = character that was read
choice-on = Chosen: { $label }
choice-off = No longer chosen: { $label }
ask-example = For example: { $example }.
writing-hint = Write one character, then touch the right one.
entry-empty = Empty
entry-count = { $count ->
    [one] 1 character filled in
   *[other] { $count } characters filled in
}
entry-written = { $count ->
    [one] 1 character written
   *[other] { $count } characters written
}
writing-others = These are other characters. Please look at the screen.
ask-hushed = A name stands here and was not said. To hear it, press Voice, then Read it to me.
spelling-hint-pinyin = Press the letters of the pinyin, then touch the right characters. First letters are enough.
spelling-hint-strokes = Press stroke after stroke, then touch the right character.
spelling-other-way = Another way
spelling-way-usual = Mandarin pinyin
spelling-way-accented = Pinyin with an accent: n and l, z and zh, an and ang may be mixed up.
spelling-way-cantonese = Cantonese jyutping, without tones
spelling-nothing = No character is spelled like that. Please delete something.
spelling-full = Touch a character first, then go on.
spelling-hint-code-point = Key in the Unicode number of the character, then touch it.
address-choose = Touch where it is; the house number comes after.
address-find = Key in the first letters of the place in pinyin, then touch it.
address-elsewhere = Not here
address-list = Step by step
address-again = Another place
address-country = The whole country
list-choose = Touch yours; if it is not here, write it.
list-find = Key in the first letters, then touch yours.
list-whole = The whole list
list-again = From the list
entry-use-whole-name = Whole name
whole-name-hint = One character in each square. Where one is wrong, touch another below it.
whole-name-box = Three squares for the name
whole-name-candidate = { $sign } in square { $number }
unlisted-photograph = None of these
unlisted-heading = Photograph the name
unlisted-lead = As it stands on the identity card or the household book. A square takes the place of the character; staff put it in from the picture, and nothing waits for it.
unlisted-no-camera = The camera does not work. A square takes the place of the character; staff will look at your card.
unlisted-without = Put a square
unlisted-done = A square stands there; staff will put the character in.
lookup-write = Write it
lookup-by-letters = By letters
radicals-strokes = { $count }
radicals-ask-strokes = How many strokes has the radical?
radicals-ask-radical = Which radical?
radicals-ask-rest = How many strokes besides the radical?
radicals-ask-sign = Which character?
spelling-unfinished = Some letters have not become characters yet. Touch the right characters, or delete.
spelling-gone = Pinyin and strokes do not work right now. What you wrote is still there; please write another way.
stroke-heng = across
stroke-shu = down
stroke-pie = left
stroke-dian = dot
stroke-zhe = bend
entry-erased = Deleted one
entry-doubtful = One digit seems wrong. Compare it with the card. If it is right, touch "Next" again.
entry-full = It is full: { $count } at most.
entry-use-handwriting = By hand
entry-use-pinyin = Pinyin
entry-use-radicals = Radicals
entry-use-code-point = Code point
entry-use-strokes = Strokes
entry-use-digits = Numbers
entry-use-letters = Letters
date-hushed = It is chosen
date-chosen = Chosen date
date-empty = Nothing chosen yet
date-decade = { $number }s
date-tens = { $number ->
    [0] Under 10
   *[other] { $number }s
}
date-age = { $number }
date-year = { $number }
date-month = Month { $number }
date-day = { $number }
date-year-month = { $year }, month { $month }
date-ask-decade = Choose the ten years it was in
date-ask-tens = Choose the age now, within ten years
date-ask-age = Choose the age now
date-ask-year = Choose the year
date-ask-month = Choose the month
date-ask-day = Choose the day
date-ask-done = If this is right, touch Next
date-again = Choose again
date-use-lunar = Lunar calendar
date-use-gregorian = Usual calendar
date-use-age = By age
date-use-years = By year
card-picture = Put your ID card on the lit square
card-read = Is this the card?
card-read-lead = Check the name.
card-name = Name
card-name-read = The name was read
card-number = ID number
card-number-read = The number was read
card-said = Name: { $name }. The ID number ends in: { $tail }.
card-right = Yes, go on
card-other = No, another one
card-take-away = First take the card away. Then put this one down.
card-refused-helpers = This is your own ID card. Please use the applicant's card.
card-refused-applicants = { $who ->
    [helper] This card was used before. It is the applicant's. Please use the family member's card.
   *[other] This card was used before. It is yours. Please use the family member's card.
}
card-refused-told-before = This card was used before, for another family member. Please use this person's card.
card-refused-other = This card can't be used here. Use another one, or fill it in below.
card-by-hand = No card: fill it in
card-unreadable = The card was not read. Lift it and lay it flat again.
card-reader-missing = The card reader is not working. You can fill it in yourself.
more-heading = { $count ->
    [one] 1 filled in. Any more?
   *[other] { $count } filled in. Any more?
}
more-add = Yes, add one
more-remove = Remove the last one
more-done = No more, go on
consent-yes = I agree
consent-no = I don't agree
truth-yes = It is true
truth-no = Not all of it
declined-heading = You need not agree
declined-lead = Nothing is sent. You can go to a counter at { $place }, or call { $phone }.
declined-back = Think again
declined-leave = Stop and erase all
unfit-heading = This may not work for you now
unfit-back = Change answer
unfit-anyway = Apply all the same
unfit-offer = See: { $title }
unfit-window-label = To be sure
unfit-window = Ask at a counter, or call { $phone }. You may still apply; the staff will decide.
photo-live = What the camera sees
photo-taken = Your photo
photo-shoot = Take photo
photo-again = Again
photo-more = Take another ({ $done } of at most { $most })
    .spoken = Take another. { $done } taken, { $most } at most
photo-later = Not here today, bring it later
photo-good = The photo is clear. You can go on.
photo-other-side = { $done ->
    [one] 1 photo taken.
   *[other] { $done } photos taken.
} If there is another side, take another. If not, go on.
photo-use = Use this one
photo-blurred = It is a little blurred. Lay it flat and touch "Again". If it can be read, use it.
photo-dark = It is too dark. Move it to the light and touch "Again". If it can be read, use it.
photo-bright = It is too bright. Tilt it a little and touch "Again". If it can be read, use it.
photo-cut-off = An edge is missing. Move it to the middle and touch "Again".
photo-no-paper = No paper is seen. Put it under the camera and touch "Again".
camera-missing = The camera is not working. Bring the paper later, or ask the staff.
camera-busy = The camera is busy. Wait a little, or bring the paper later.
signature-box = Sign with a finger in the box
signature-empty = There is no signature yet. Please write in the box with a finger.
signature-submit = Sign and send
signature-unable = I can't sign
signature-unable-heading = That is all right
signature-unable-lead = Please call a member of staff. You give a fingerprint on paper, and they witness it.
signature-unable-back = I will sign
signature-unable-next = Fingerprint, go on
signature-unable-submit = Fingerprint, send
review-heading = Please check your answers
review-lead = If one is wrong, touch "Edit" beside it.
review-right = All correct
review-empty = Not filled in
review-later = To be brought later
review-photos = { $count ->
    [one] 1 photo
   *[other] { $count } photos
}
review-fingerprint = No signature: a fingerprint on paper, witnessed by staff
review-filled = Filled in

## After sealing

sealed-heading = Your application is safe
sealed-lead = It is stored in this machine and is sent by itself. Without a network it is not lost.
sealed-number = Your number
sealed-code = Scan it with your phone to see how it goes
sealed-print-again = Print again
sealed-done = Finish
sealed-paper-out = The printer has no paper. Take a photo of the number and code, or write them down.
sealed-printer-missing = The printer is not working. Take a photo of the number and code, or write them down.
rating-heading = Are you satisfied today?
rating-lead = Choose one, or skip it.
rating-5 = Very satisfied
rating-4 = Satisfied
rating-3 = Fairly satisfied
rating-2 = Dissatisfied
rating-1 = Very dissatisfied
rating-skip = Skip
farewell-heading = All done. Goodbye
farewell-lead = The screen is wiped and your application is safe.
farewell-kept-heading = It is kept for you. Goodbye
farewell-kept-lead = Keep the code. Come back within a day to continue.
farewell-card = Don't forget your ID card
farewell-card-and-slip = Don't forget your ID card and slip
farewell-done = Goodbye

## Progress and drafts

progress-heading = How shall we find it?
progress-lead = Use your ID card or the number on your slip. You can also scan the slip's code.
progress-by-card = By ID card
progress-by-number = By slip number
progress-card-lead = When the card is read, you see your applications.
progress-number-heading = What is the slip number?
progress-number-lead = Type the digits after the K. You can also scan the slip's code.
progress-number-label = Number
progress-number-wrong = The number is not right. Please check it against your slip.
progress-none = Nothing was found. Perhaps you applied at another machine.
progress-find = Look it up
proof-number-heading = What is the code?
proof-number-lead = The 4 digits below the slip number. Older slips: use your ID card.
    .spoken = Type the four digits below the slip number. Older slips have no code. Use your ID card, or ask at a counter.
proof-number-label = Code
proof-number-wrong = The code has 4 digits. Please check it against your slip.
    .spoken = The code has four digits. Please check it against your slip.
proof-none = Number and code do not match. Check your slip and the machine.
proof-find = Look it up
proof-instead = By ID card
lookup-card-heading = Please put down the ID card
lookup-reader-missing = The card reader is not working. Touch the key below to use the number.
lookup-slip-closed = Too many wrong codes for this slip today. Use your ID card, or ask at a counter.
lookup-pause = { $minutes ->
    [one] That was wrong several times. Wait 1 minute, or use your ID card.
   *[other] That was wrong several times. Wait { $minutes } minutes, or use your ID card.
}
cases-heading = { $count ->
    [one] 1 found
   *[other] { $count } found
}
cases-lead = Touch one to see how it stands.
cases-item = { $number }: { $title }
case-sealed = Stored in this machine, waiting to be sent
case-delivered = Sent, waiting for the receipt
case-received = Received and being checked
case-needs-correction = Something is missing
case-superseded = Replaced by what you brought later
case-accepted = Accepted and in progress
case-not-accepted = Not approved
case-done = Completed
case-held = The staff are dealing with it
case-quarantined = The staff are dealing with it
case-withdrawn = Withdrawn
case-erased = Deleted as the rules say
case-correct-by = Something is missing. Bring it by { $day }.
case-correct = Missing item { $number }
case-where-label = What to do
case-where = Bring your slip to a counter at { $hall }. Or call { $phone }.
case-appeal-label = If you disagree
case-appeal = You can ask for a review within 60 days of the decision.
case-hotline-label = Questions, complaints
case-hotline = Call 12345, or ask at a counter at { $hall }.
case-note = Message
case-as-of = Status as of
case-never-online = This machine has not been online yet. This is what it knows itself.
stage-apply = Apply
stage-review = Check
stage-handle = Process
stage-feedback = Result
stage-rate = Rate
resume-heading = How shall we find your form?
resume-lead = Use your ID card, or the code you were given.
resume-by-card = By ID card
resume-by-code = By code
resume-card-lead = When the card is read, you continue your form.
resume-number-heading = What is the code?
resume-number-lead = Type the eight digits.
resume-number-label = Code
resume-number-wrong = The code has eight digits. Please check it.
resume-none = Nothing was found. Forms are kept for one day, on the same machine.
resume-find = Continue
leaving-heading = Stop here for now?
leaving-lead = All you filled in is still there.
leaving-keep = Keep it for later
leaving-keep-about = You get a code, good for { $hours } hours
leaving-forget = Stop and erase all
leaving-forget-about = Nothing is kept
leaving-go-on = Continue
erasing-heading = Really erase everything?
erasing-lead = It can't be brought back.
erasing-keep = No, go back
erasing-erase = Erase all
kept-heading = It is kept for you
kept-lead = Note this code. When you come back, touch "Continue". Your ID card works too, if you gave its number.
kept-print = Print it
kept-code = Code
code-shown = It is on the screen and is not read out.
kept-until = Kept until
kept-done = I have it

## When something does not work

trouble-help-label = Help
trouble-help = Please ask the staff, or call { $phone }.
trouble-home = To the start
trouble-again = Try again
trouble-go-on = Continue
trouble-disk-low = The machine is almost full
trouble-disk-low-do = You can apply as usual; nothing is lost. Please tell the staff.
trouble-disk-full = The machine is full
trouble-disk-full-do = Your answers are still there. Ask the staff to make room, then try again.
trouble-storage-failed = It was not saved
trouble-storage-failed-do = Your answers are still on the screen. Try again, or ask the staff.
trouble-storage-busy = The machine is busy
trouble-storage-busy-do = Your answers are still there. Wait a little and try again.
trouble-authorisation-expired = The authorisation is out of date
trouble-authorisation-expired-do = Please have the person write a new one, then come back.
trouble-authorisation-too-long = The authorisation is for too long
trouble-authorisation-too-long-do = One year is the most. Go back and choose an earlier day.
trouble-authorisation-not-yet = The authorisation is not valid yet
trouble-authorisation-not-yet-do = Please check from which day it is valid.
trouble-authorisation-out-of-scope = The authorisation does not cover this
trouble-authorisation-out-of-scope-do = It must say that you may fill in and hand in. Go back and check, or have the person come.
trouble-authorisation-not-entitled = Another kind of authorisation is needed
trouble-authorisation-not-entitled-do = Guardians use a guardian's paper, staff use their duty. Go back and change it.
trouble-authorisation-other-service = The authorisation is for something else
trouble-authorisation-other-service-do = Choose what the paper says, or have the person come.
trouble-bad-service = This service is not available now
trouble-bad-service-do = Its form is broken. Others still work. Please tell the staff.
trouble-unexpected = Sorry, something went wrong
trouble-unexpected-do = It is not your fault. Try again, or ask the staff.
trouble-draft-unreadable = Your form can't be opened
trouble-draft-unreadable-do = Sorry, please fill it in again. Or ask the staff.
still-heading = Are you still there?
still-lead = Touch to continue. Without a touch it is put away in { $seconds } seconds and kept for a day.
still-lead-forget = Touch to continue. Without a touch it is erased in { $seconds } seconds.
still-lead-done = Your form is safe. Without a touch the start page comes back in { $seconds } seconds.
still-yes = I am here

## Panels of the dock

dock-home = Home
dock-text-size = Size
dock-voice = Voice
dock-language = Language
dock-help = Help
comfort-heading = What makes it easier?
comfort-lead = Touch to change. Touch again to change back.
need-sight = I see poorly
need-hearing = I hear poorly
need-tremor = My hands shake
need-reading = I don't read
need-wheelchair = I use a wheelchair
need-keys = I use keys
need-sight-on = The letters are at their largest now, yellow on black.
need-hearing-on = What is said now stands on the screen.
need-tremor-on = The keys are larger now. A shaking hand does no harm.
need-reading-on = Everything has a picture now. Touch it to hear it.
need-wheelchair-on = What you touch is further down now.
need-keys-on = It moves by itself now. When it comes to what you want, press the switch. With two switches, one moves and one chooses. On a keyboard, move with the arrows and choose with Enter.
need-off = It is back as it was.
comfort-left-hand = I use my left hand
scan-seconds = { $seconds ->
    [one] One step a second
   *[other] One step in { $seconds } seconds
}
hold-0 = A touch counts at once
hold-500 = Hold for half a second
hold-1000 = Hold for one second
scan-row = This row: { $names }
size-1 = Smaller
size-2 = Normal
size-3 = Large
size-4 = Larger
size-5 = Largest
palette-light = Dark on light
palette-black-on-white = Black on white
palette-white-on-black = White on black
palette-yellow-on-black = Yellow on black
palette-cyan-on-black = Cyan on black
palette-soft = Soft, no glare
voice-heading = How is the voice?
voice-now = { $volume ->
    [0] The voice is off.
   *[other] Loudness { $volume } of { $volumes }.
} Speed { $rate } of { $rates }.
voice-no-device = There is no sound now. All that is said is written below.
voice-again = The page before said:
voice-repeat = Say again
voice-read = Read it to me
voice-pause = Pause
voice-go-on = Go on
voice-louder = Louder
voice-quieter = Quieter
voice-faster = Faster
voice-slower = Slower
voice-dark = Screen off
voice-light = Screen on
dark-on = The screen is black. Nobody sees it, and you go on by ear. To see it again, touch the screen, or press Voice, then Screen on. To hear what you enter, press Voice, then Read it to me.
dark-off = The screen is on
dark-without-sound = Nothing can be heard now, so nothing could be done with the screen off. Turn the voice on first.
voice-louder-done = Step { $step }. Is it loud enough?
voice-quieter-done = { $step ->
    [0] The voice is off
   *[other] Step { $step }. Is it quiet enough?
}
voice-faster-done = Step { $step }. Is this speed right?
voice-slower-done = Step { $step }. Is this speed right?
voice-louder-end = It cannot be louder
voice-quieter-end = The voice is off now
voice-faster-end = It cannot be faster
voice-slower-end = It cannot be slower
language-heading = Which language?
language-lead = Touch one and everything changes. For another, ask the staff or call { $phone }.
language-zh-cn = 普通话，简体字
language-zh-hant = 普通話，繁體字
language-en = English
language-yue = 粤语（试用）
help-heading = Get help
help-lead = Don't worry. All you filled in is still there, and nobody else sees it.
help-wave = Wave to the staff near you
help-phone-label = Call
help-phone = { $phone }
help-kept-label = If you must go
help-kept = Touch "Home". What you filled in can be kept for a day.

## Parts of the window that are on many screens

page-previous = Previous
page-next = More
page-of = Page { $page } of { $pages }
stages = Now at: { $now }. Five steps in all: { $names }
sign-clip = This page in sign language
sign-clip-again = Watch again
review-change = Edit
    .spoken = Edit { $field }
ink-undo = Undo
ink-clear = Clear
candidates-more = More
writing-name = Place to write, one character at a time
signature-name = Place to sign

## Pictures

picture-add = a plus sign
picture-apart = two people apart
picture-ask = a question mark
picture-baby = a baby
picture-back = an arrow back
picture-badge = a name badge
picture-bandage = a plaster
picture-bankbook = a bank book
picture-bars-1 = one bar
picture-bars-2 = two bars
picture-bars-3 = three bars
picture-bars-4 = four bars
picture-bed = a bed
picture-bell = a bell
picture-bowl = a bowl of rice
picture-brain = a head with lightning
picture-briefcase = a briefcase
picture-broken = a broken card
picture-building = a building
picture-bundle = a bag
picture-bus-card = a bus
picture-calendar = a calendar
picture-camera = a camera
picture-caption = a caption
picture-car = a car
picture-card = a card
picture-card-star = a card with a star
picture-care-home = a house with a heart
picture-chair = a chair
picture-change = arrows both ways
picture-check = a tick
picture-child = a child
picture-clock = a clock
picture-clock-10 = a clock at ten
picture-clock-2 = a clock at two
picture-clock-3 = a clock at three
picture-clock-9 = a clock at nine
picture-collect = a hand with a paper
picture-couple = two people and a heart
picture-dark = a screen crossed out
picture-disability-bundle = a wheelchair and a plus sign
picture-disability-card = a card with a wheelchair
picture-disability-money = a wheelchair and money
picture-document = a sheet of paper
picture-dots-1 = one dot
picture-dots-2 = two dots
picture-dots-3 = three dots
picture-dots-4 = four dots
picture-drip = a drip
picture-drop = a drop of blood
picture-ear = an ear
picture-ear-off = an ear crossed out
picture-east = an arrow to the right
picture-elder = an old person with a stick
picture-elder-card = a card with a stick
picture-elder-money = an old person and money
picture-emergency-help = a lifebelt
picture-erase = a delete sign
picture-eye = an eye
picture-eye-off = an eye crossed out
picture-face-1 = an angry face
picture-face-2 = a sad face
picture-face-3 = a calm face
picture-face-4 = a smile
picture-face-5 = a big smile
picture-fall = a person who falls
picture-falls = a person who falls often
picture-family = a family in a house
picture-faster = a fast forward arrow
picture-field = a young plant
picture-fingerprint = a fingerprint
picture-fire = a fire
picture-flood = a house in water
picture-forget = a head with a question mark
picture-forward = an arrow forward
picture-fuel = a fuel pump
picture-globe = a globe
picture-hammer = a hammer
picture-hand-left = a left hand
picture-hand-money = a hand with money
picture-hand-off = a hand crossed out
picture-heart-hands = hands with a heart
picture-heart-pain = a heart with its beat
picture-helper = a person who waves
picture-home = a house with a door
picture-home-rail = a house with a handrail
picture-home-visit = a person beside a house
picture-hospital = a hospital
picture-hospital-trip = an ambulance
picture-house = a house
picture-household = a household book
picture-id-card = an identity card
picture-info = a small letter i
picture-keep = a box
picture-key = a key
picture-keypad = number keys
picture-lamp = a light bulb
picture-light = a screen
picture-lily = a flower
picture-list = lines of writing
picture-lock = a lock
picture-lost = a magnifying glass over a card
picture-lungs = lungs
picture-mail = an envelope
picture-man = a man
picture-many = two sheets, one on the other
picture-map-pin = a place mark
picture-message = a speech bubble with dots
picture-mind = a head with a spiral
picture-mobile = a mobile phone
picture-money = money
picture-mute = a speech bubble with a cross
picture-neighbours = two houses
picture-no = a cross
picture-no-money = money crossed out
picture-no-slip = a shoe
picture-office = a building with a flag
picture-online = a signal
picture-other = a row of dots
picture-palette = a circle, half black, half white
picture-pause = two upright lines
picture-pen = a pen
picture-pension-check = a person and a tick
picture-pension-join = a person and a plus sign
picture-pension-start = a person and money
picture-person = a person
picture-phone = a telephone
picture-picture = a picture
picture-pill = a pill
picture-plane = a plane
picture-pressure = a blood pressure meter
picture-printer = a printer
picture-purse = a purse
picture-puzzle = a puzzle
picture-repeat = an arrow in a circle
picture-residence = a tall building
picture-resume = a play sign
picture-ribbon = a ribbon
picture-safety-net = an umbrella
picture-scan-face = a face in a frame
picture-school = a book
picture-search = a magnifying glass
picture-shaking-hand = a shaking hand
picture-shirt = a shirt
picture-shower = a shower
picture-sign-hands = hands that sign
picture-signature = a signature
picture-signed-paper = a signed paper
picture-silent = a silent speaker
picture-size-1 = the smallest letter
picture-size-2 = a usual letter
picture-size-3 = a large letter
picture-size-4 = a larger letter
picture-size-5 = the largest letter
picture-skip = an arrow that jumps
picture-slip = a slip of paper
picture-slower = two arrows back
picture-speaker-louder = a speaker and a plus sign
picture-speaker-quieter = a speaker and a minus sign
picture-speech = a speech bubble
picture-speech-local = a house in a speech bubble
picture-stairs = stairs
picture-star = a star
picture-stop-pay = a stop sign
picture-stove = a pot on a fire
picture-suitcase = a suitcase
picture-sunrise = a rising sun
picture-sunset = a setting sun
picture-switch = a button
picture-text-size = a small and a large letter
picture-thermometer = a thermometer
picture-threshold = a door with a cross
picture-toilet = a toilet
picture-touch = a finger that touches
picture-transplant = a heart and an arrow
picture-two-people = two people
picture-umbrella = a person with an umbrella
picture-undo = an arrow that turns back
picture-unsure = a question mark in a circle
picture-voice = a speaker
picture-walk = a person who walks
picture-warning = an exclamation mark
picture-west = an arrow to the left
picture-wheelchair = a wheelchair
picture-woman = a woman

## The slip and the take-home list, on 80 mm paper: about twenty letters a line, they wrap

slip-hall = { $hall }
slip-done =
    Handed in
    and safe
    .spoken = Handed in and safe
slip-services = You applied for
slip-number-title = Your number
    .spoken = { "" }
slip-number = { $number }
    .spoken = Your number is: { $spoken }
slip-proof = Code: { $code }
    .spoken = The code is: { $code }
slip-time =
    Received:
    { $day } { $time }
    .spoken = Received on { $time }
slip-promise =
    You hear from us
    by { $day }
    .spoken = You hear from us by { $day }
slip-promise-today = You hear from us today
slip-promise-unset = We will tell you the result
slip-told = How we tell you: { $way }
slip-bring-title = Bring next time
slip-item = { $number }. { $what }
    .spoken = { $number }: { $what }
slip-next = Next: { $what }
slip-code-caption = Scan it with your phone to see how it goes
slip-number-only = Without a phone: use the number and code above at this machine
slip-phone = Questions: { $phone }
    .spoken = For questions call: { $phone }
slip-head = Proof { $head }
    .spoken = A proof is printed at the very bottom. You need not remember it.
slip-keep = Please keep this slip
slip-code-title = Code
slip-code-until =
    Kept until:
    { $day }
    .spoken = Kept until { $day }
slip-code-how = Come back, touch "Continue" and type this code
slip-list-title = What to bring
slip-list-service = For: { $service }
slip-list-papers = Bring these
slip-list-no-papers = Nothing to bring
slip-list-place = Where: { $place }
slip-list-hours = When: { $hours }
slip-list-fee = Cost: { $fee }
slip-list-limit = How long: { $limit }
slip-list-law = Law
slip-list-code-caption = Scan it with your phone to take the list along
slip-list-day = Printed { $day }
    .spoken = The list is printed. Please take it.

## The status page behind the slip's QR code (a web page of the platform)

web-title = Progress
web-unknown-title = Not there yet
web-unknown = It has not reached the platform yet. The number on your slip is not lost. Look again later, or call.
web-slip = Slip number
web-number = Case number
web-case = Case { $place }
web-steps = The five steps
web-stage-apply = Apply
web-stage-review = Check
web-stage-handle = Process
web-stage-feedback = Result
web-stage-rate = Rate
web-step-over = done
web-step-now = now
web-step-ahead = to come
web-status-received = Your application has arrived and is being checked.
web-status-pre_accepted = Your papers were looked at and are being checked.
web-status-needs_correction = Something is missing. See below.
web-status-accepted = It was accepted and is in progress.
web-status-not_accepted = It was not approved. The reason stands below.
web-status-withdrawn = The application was withdrawn.
web-status-done = It is completed. You can collect the result.
web-corrections = Please bring these
web-corrections-where = Bring your slip to a counter in the hall. Or call.
web-deadline = Bring it by { $day }.
web-updated = Updated { $day }
web-phone = Questions? Call:
