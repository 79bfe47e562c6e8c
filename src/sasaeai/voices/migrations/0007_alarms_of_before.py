from django.db import migrations

from sasaeai.contacts import alarms

BATCH = 500


def note_alarms(apps, _editor):
    """Note the town's words in what was said before they were kept."""
    Voice, Term = apps.get_model('voices', 'Voice'), apps.get_model('vocabulary', 'Term')
    kept = Voice.alarms.through
    words = {}
    for term in Term.objects.filter(kind='alarm_word'):
        words.setdefault(term.municipality_id, []).append(term)
    for town, terms in words.items():
        heard = Voice.objects.filter(municipality=town, withdrawn_on=None, alarms=None)
        kept.objects.bulk_create(
            (
                kept(voice_id=voice.pk, term_id=word.pk)
                for voice in heard.only("words").iterator(BATCH)
                for word in alarms.found_in([voice.words], terms)
            ),
            batch_size=BATCH,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('voices', '0006_alarms'),
    ]

    operations = [
        migrations.RunPython(note_alarms, migrations.RunPython.noop, elidable=True),
    ]
