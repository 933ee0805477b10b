package com.google.android.material.button

import android.content.Context
import android.widget.Button

/** The Accessibility Test Framework asks of each view whether it is one of these, which needs the class; none is. */
class MaterialButton(context: Context) : Button(context)
