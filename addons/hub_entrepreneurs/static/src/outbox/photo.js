/** Photos are made smaller on the device; like `outbox_store.js`, this file imports nothing of Odoo's. */
const MOST_PIXELS = 1600;
const QUALITY = 0.8;

/**
 * Where and with what a photo was taken is not sent: the picture is drawn anew.
 *
 * @param {Blob} file
 * @returns {Promise<string>} a JPEG of at most 1600 pixels a side, in base64
 * @throws {DOMException} when the browser can't read it
 */
export async function shrink(file) {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, MOST_PIXELS / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    image.close();
    return canvas.toDataURL("image/jpeg", QUALITY).split(",")[1];
}
