package org.appvagt.decoy

import android.view.ViewGroup
import android.widget.TextView
import org.junit.Assert.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.Robolectric
import org.robolectric.RobolectricTestRunner
import org.robolectric.annotation.Config

/** What a decoy with resources of its own shows: the code must find its text among them. */
@RunWith(RobolectricTestRunner::class)
class DecoyActivityTest {
    @Test
    fun `it says what it is`() =
        assertShown(
            "This is a harmless test app made by Appvagt. It shows this text and does nothing else. It has no permissions.",
            "Its package name is $PACKAGE",
            "You can remove it at any time.",
        )

    @Test
    @Config(qualifiers = "+da")
    fun `it says in Danish what it is`() =
        assertShown(
            "Dette er en harmløs testapp fra Appvagt. Den viser denne tekst og gør ikke andet. Den har ingen tilladelser.",
            "Dens pakkenavn er $PACKAGE",
            "Du kan fjerne den når som helst.",
        )

    @Test
    @Config(qualifiers = "+de")
    fun `it says in German what it is`() =
        assertShown(
            "Das ist eine harmlose Test-App von Appvagt. Sie zeigt diesen Text und tut sonst nichts. Sie hat keine Berechtigungen.",
            "Ihr Paketname ist $PACKAGE",
            "Diese App kann jederzeit entfernt werden.",
        )

    @Test
    @Config(qualifiers = "+fi")
    fun `it says in Finnish what it is`() =
        assertShown(
            "Tämä on Appvagtin harmiton testisovellus. Se näyttää tämän tekstin eikä tee muuta. Sillä ei ole käyttöoikeuksia.",
            "Sen paketin nimi on $PACKAGE",
            "Voit poistaa sen milloin tahansa.",
        )

    @Test
    @Config(qualifiers = "+nb")
    fun `it says in Norwegian what it is`() =
        assertShown(
            "Dette er en harmløs testapp fra Appvagt. Den viser denne teksten og gjør ingenting annet. Den har ingen tillatelser.",
            "Pakkenavnet er $PACKAGE",
            "Du kan fjerne den når som helst.",
        )

    @Test
    @Config(qualifiers = "+sv")
    fun `it says in Swedish what it is`() =
        assertShown(
            "Det här är en ofarlig testapp från Appvagt. Den visar den här texten och gör inget annat. Den har inga behörigheter.",
            "Dess paketnamn är $PACKAGE",
            "Du kan ta bort den när som helst.",
        )

    private fun assertShown(vararg paragraphs: String) {
        val activity = Robolectric.buildActivity(DecoyActivity::class.java).setup().get()
        val content = activity.findViewById<ViewGroup>(android.R.id.content).getChildAt(0) as ViewGroup
        assertEquals(paragraphs.joinToString("\n\n"), (content.getChildAt(0) as TextView).text.toString())
    }

    private companion object {
        const val PACKAGE = "com.example.web"
    }
}
