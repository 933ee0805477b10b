package org.appvagt.screen

import android.app.Activity
import android.text.TextUtils
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.ImageView
import android.widget.ScrollView
import android.widget.TextView
import org.appvagt.R

/** A page of texts and buttons, one below the other. It is filled again only when what it shows has changed. */
internal class Page(private val activity: Activity, into: ViewGroup, destination: Destination, back: () -> Unit) {
    val view: View = activity.layoutInflater.inflate(R.layout.page, into, false)
    private val content: ViewGroup = view.findViewById(R.id.page_content)
    private val title: TextView = view.findViewById(R.id.page_title)
    private val icon: ImageView = view.findViewById(R.id.page_icon)
    private val scroll: ScrollView = view.findViewById(R.id.page)
    private val bar: View = view.findViewById(R.id.bar)
    private val barTitle: TextView = view.findViewById(R.id.bar_title)
    private var filledWith: Any? = null

    init {
        title.setText(destination.titleId)
        title.markAsHeading()
        if (destination == Destination.APP) {
            // What an app calls itself gets no more room than a name needs.
            title.maxLines = 2
            title.ellipsize = TextUtils.TruncateAt.END
        }
        view.findViewById<View>(R.id.back).setOnClickListener { back() }
        val head: View = view.findViewById(R.id.page_head)
        scroll.setOnScrollChangeListener { _, _, y, _, _ ->
            barTitle.text = title.text
            barTitle.visibility = if (y >= head.bottom) View.VISIBLE else View.INVISIBLE
        }
    }

    /** Whether going back from here leads to another place. */
    var leadsBack: Boolean
        get() = bar.visibility == View.VISIBLE
        set(value) {
            bar.visibility = if (value) View.VISIBLE else View.GONE
        }

    /** Goes back to its beginning. */
    fun scrollToTop() = scroll.scrollTo(0, 0)

    /** Fills it by [fill] unless it shows [what] already. It keeps its title if there is no [words] for another. */
    fun show(
        what: Any,
        words: String = title.text.toString(),
        fill: Page.() -> Unit,
    ) {
        val shown = listOf(what, words)
        if (shown == filledWith) return
        filledWith = shown
        title.text = words
        content.removeAllViews()
        fill()
    }

    /** Shows the icon of the app that the page is about, beside its name. */
    fun icon(packageName: String) {
        icon.visibility = View.VISIBLE
        icon.setImageDrawable(activity.packageManager.appIcon(packageName))
    }

    fun heading(words: String) = add<TextView>(R.layout.page_heading) {
        text = words
        markAsHeading()
    }

    fun text(words: String) = add<TextView>(R.layout.page_text) { text = words }

    fun detail(words: String) = add<TextView>(R.layout.page_detail) { text = words }

    /** Adds what the page is there to ask for: the one filled button, unless that stands beside it ([isFilled]). */
    fun action(
        words: String,
        isFilled: Boolean,
        isEnabled: Boolean = true,
        tapped: () -> Unit,
    ) = add<Button>(if (isFilled) R.layout.page_action else R.layout.page_button) {
        text = words
        this.isEnabled = isEnabled
        setOnClickListener { tapped() }
    }

    fun button(
        words: String,
        tapped: () -> Unit,
    ) = action(words, isFilled = false, tapped = tapped)

    fun link(
        words: String,
        tapped: () -> Unit,
    ) = add<Button>(R.layout.page_link) {
        text = words
        setOnClickListener { tapped() }
    }

    private fun <T : View> add(
        layout: Int,
        change: T.() -> Unit,
    ) {
        @Suppress("UNCHECKED_CAST")
        val view = activity.layoutInflater.inflate(layout, content, false) as T
        view.change()
        content.addView(view)
    }
}
