package org.appvagt.demo

import android.graphics.Bitmap
import java.awt.image.BufferedImage
import java.awt.image.IndexColorModel
import java.io.File
import javax.imageio.ImageIO

private const val COLOURS = 256

/** Saves a picture with its [COLOURS] most frequent colours: a third as large, and hard to distinguish from all of them. */
internal fun saveSmallPng(
    picture: Bitmap,
    file: File,
) {
    val pixels = IntArray(picture.width * picture.height)
    picture.getPixels(pixels, 0, picture.width, 0, 0, picture.width, picture.height)
    val palette =
        pixels
            .toTypedArray()
            .groupingBy { it }
            .eachCount()
            .entries
            .sortedWith(compareBy({ -it.value }, { it.key }))
            .take(COLOURS)
            .map { it.key }
            .toIntArray()
    val nearest = HashMap<Int, Byte>()
    val indices = ByteArray(pixels.size) { index ->
        nearest.getOrPut(pixels[index]) { palette.indices.minBy { squared(palette[it], pixels[index]) }.toByte() }
    }
    val model = IndexColorModel(8, palette.size, palette, 0, false, -1, java.awt.image.DataBuffer.TYPE_BYTE)
    val image = BufferedImage(picture.width, picture.height, BufferedImage.TYPE_BYTE_INDEXED, model)
    image.raster.setDataElements(0, 0, picture.width, picture.height, indices)
    file.parentFile?.mkdirs()
    check(ImageIO.write(image, "png", file)) { "$file was not written" }
}

private fun squared(
    one: Int,
    other: Int,
): Int =
    listOf(0, 8, 16).sumOf { shift ->
        val difference = (one shr shift and 0xFF) - (other shr shift and 0xFF)
        difference * difference
    }
