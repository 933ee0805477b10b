package org.appvagt.feedback

import android.content.ComponentName
import android.content.Context
import android.content.Intent
import android.content.ServiceConnection
import android.os.IBinder
import android.os.Message
import android.os.Messenger
import android.os.RemoteException
import java.util.concurrent.Executor

/** A binding to one receiver's service. All but Android's callbacks is on [worker]'s thread, and so are ours. */
internal class StateConnection(
    private val context: Context,
    val receiver: ComponentName,
    private val worker: Executor,
    private val callbacks: Callbacks,
) : ServiceConnection {
    /** Hears what becomes of a binding. */
    interface Callbacks {
        /** Sends what is due: the receiver is there now. Called again when it is back after dying. */
        fun connected(connection: StateConnection)

        /** Ends the binding: the receiver will never be there, or never again. */
        fun lost(connection: StateConnection)
    }

    private var messenger: Messenger? = null

    /** Binds, and returns whether Android lets us. */
    fun bind(): Boolean =
        try {
            context.bindService(Intent().setComponent(receiver), this, Context.BIND_AUTO_CREATE)
        } catch (_: SecurityException) {
            false
        }

    /** Ends the binding; also wanted where [bind] was refused. */
    fun unbind() {
        messenger = null
        try {
            context.unbindService(this)
        } catch (_: IllegalArgumentException) {
            // Was refused before Android took note of it.
        }
    }

    /** Sends [message], and returns whether it went out; nobody says that it arrived. */
    fun send(message: Message): Boolean =
        try {
            messenger?.send(message) != null
        } catch (_: RemoteException) {
            false
        }

    override fun onServiceConnected(
        name: ComponentName,
        service: IBinder,
    ) = worker.execute {
        messenger = Messenger(service)
        callbacks.connected(this)
    }

    override fun onServiceDisconnected(name: ComponentName) = worker.execute { messenger = null }

    override fun onBindingDied(name: ComponentName) = worker.execute { callbacks.lost(this) }

    // Called from Android 9 on.
    override fun onNullBinding(name: ComponentName) = worker.execute { callbacks.lost(this) }
}
