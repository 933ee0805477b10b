package org.appvagt.screen

import android.app.Activity
import android.view.View
import android.view.ViewGroup
import android.widget.Button
import android.widget.TextView
import org.appvagt.R

/** A page of texts and buttons, one below the other. It is filled again only when what it shows has changed. */
internal class Page(private val activity: Activity, into: ViewGroup, destination: Destination, back: (() -> Unit)?) {
    val view: View = activity.layoutInflater.inflate(R.layout.page, into, false)
    private val content: ViewGroup = view.findViewById(R.id.page_content)
    private var filledWith: Any? = null

    init {
        view.findViewById<TextView>(R.id.page_title).apply {
            setText(destination.titleId)
            markAsHeading()
        }
        view.findViewById<View>(R.id.back).apply {
            visibility = if (back == null) View.GONE else View.VISIBLE
            setOnClickListener { back?.invoke() }
        }
    }

    /** Fills it by [fill] unless it shows [what] already. */
    fun show(
        what: Any,
        fill: Page.() -> Unit,
    ) {
        if (what == filledWith) return
        filledWith = what
        content.removeAllViews()
        fill()
    }

    fun heading(words: String) = add<TextView>(R.layout.page_heading) {
        text = words
        markAsHeading()
    }

    fun text(words: String) = add<TextView>(R.layout.page_text) { text = words }

    fun detail(words: String) = add<TextView>(R.layout.page_detail) { text = words }

    /** Adds what the page is there to ask for: the one filled button. */
    fun action(
        words: String,
        tapped: () -> Unit,
    ) = add<Button>(R.layout.page_action) {
        text = words
        setOnClickListener { tapped() }
    }

    fun button(
        words: String,
        tapped: () -> Unit,
    ) = add<Button>(R.layout.page_button) {
        text = words
        setOnClickListener { tapped() }
    }

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
