/**
 * Turns `<div data-uploader data-begin="/tep/tai-len/" data-chunk="1048576" data-words="{…}">` into a
 * resumable uploader; the markup is media/templates/media/_uploader.html. Without it the file input
 * sends the file with the form.
 */

import { Item } from "./item";
import { forget, isSame, recall, remember } from "./memory";
import { type Snapshot, Transfer } from "./transfer";
import { fill, type Words } from "./words";

export class Uploader {
  private readonly input: HTMLInputElement;
  private readonly value: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly live: HTMLElement;
  private readonly words: Words;
  private transfer: Transfer | null = null;

  constructor(private readonly root: HTMLElement) {
    this.input = root.querySelector("[data-uploader-input]")!;
    this.value = root.querySelector("[data-uploader-value]")!;
    this.list = root.querySelector("[data-uploader-list]")!;
    this.live = root.querySelector("[data-uploader-live]")!;
    this.words = JSON.parse(root.dataset.words ?? "{}") as Words;
    this.input.addEventListener("change", () => {
      const file = this.input.files?.[0];
      if (file) void this.send(file);
    });
    this.input.form?.addEventListener("submit", (event) => this.hold(event));
    // Choosing a file starts the upload: the button of the plain form has no work left.
    if (this.input.form?.hasAttribute("data-uploader-reload")) {
      this.input.form.querySelector<HTMLElement>("[data-plain-only]")!.hidden = true;
    }
    this.offerToGoOn();
  }

  private get field(): string {
    return this.value.name;
  }

  async send(file: File): Promise<void> {
    if (this.transfer) return;
    const before = recall(this.field);
    const same = before && isSame(before, file);
    const transfer = new Transfer(file, {
      begin: this.root.dataset.begin ?? "",
      chunk: Number(this.root.dataset.chunk),
      token: this.token(),
      ...(same ? { id: before.id } : {}),
      onChange: (now) => this.show(now, file, item),
    });
    const item = this.draw(file.name, transfer);
    this.transfer = transfer;
    this.value.value = "";
    this.input.value = "";
    this.input.disabled = true;
    this.root.querySelector("[data-uploader-present]")?.remove();
    this.announce(`${file.name}. ${fill(this.words.begun)}`);
    this.end(await transfer.run(), file, item);
  }

  private show(now: Snapshot, file: File, item: Item): void {
    item.show(now);
    if (now.id && (now.stage === "sending" || now.stage === "paused")) {
      const { name, size, lastModified } = file;
      remember(this.field, { id: now.id, name, size, modified: lastModified });
    }
    if (now.stage === "paused" || now.stage === "offline" || now.stage === "checking") {
      this.announce(`${file.name}. ${fill(this.words[`${now.stage}Short`])}`);
    }
  }

  private end(now: Snapshot, file: File, item: Item): void {
    this.transfer = null;
    this.input.disabled = false;
    forget(this.field);
    if (now.stage === "done") {
      this.value.value = now.fileId;
      this.announce(fill(this.words.doneShort, { name: file.name }));
      this.root.dispatchEvent(new CustomEvent("uploader:done", { bubbles: true }));
      if (this.input.form?.hasAttribute("data-uploader-reload")) location.reload();
      return;
    }
    item.show(now);
    this.announce(`${file.name}. ${now.reason || fill(this.words.cancelled)}`);
    if (!now.reason) item.element.remove();
    this.input.focus();
  }

  private draw(name: string, transfer: Transfer): Item {
    const template = this.root.querySelector<HTMLTemplateElement>("[data-uploader-item]")!;
    const item = new Item(template, name, this.words, {
      pause: () => transfer.pause(),
      resume: () => transfer.resume(),
      cancel: () => void transfer.cancel(),
    });
    this.list.replaceChildren(item.element);
    return item;
  }

  /** After a reload the file itself is gone: ask for it again and go on where it stood. */
  private offerToGoOn(): void {
    const before = recall(this.field);
    if (!before || this.value.value) return;
    const template = this.root.querySelector<HTMLTemplateElement>("[data-uploader-item]")!;
    const item = new Item(template, before.name, this.words, {
      cancel: () => {
        forget(this.field);
        item.element.remove();
        void fetch(`${this.root.dataset.begin}${before.id}/`, {
          method: "DELETE",
          headers: { "X-CSRFToken": this.token() },
        });
        this.input.focus();
      },
    });
    const { id, size } = before;
    item.show({ stage: "paused", id, sent: 0, total: size, speed: 0, reason: "", fileId: "" });
    item.element.querySelector<HTMLElement>('[data-act="resume"]')!.hidden = true;
    item.say(fill(this.words.again, { name: before.name }));
    this.list.replaceChildren(item.element);
  }

  /** A form must not leave while its file is still on the way. */
  private hold(event: Event): void {
    if (!this.transfer) return;
    event.preventDefault();
    this.announce(fill(this.words.unfinished));
    this.list.querySelector<HTMLButtonElement>("[data-act]:not([hidden])")?.focus();
  }

  private token(): string {
    // The player's questions stand in no form: the page's own token serves.
    const place: ParentNode = this.input.form ?? document;
    const field = place.querySelector<HTMLInputElement>('[name="csrfmiddlewaretoken"]');
    return field?.value ?? "";
  }

  private announce(sentence: string): void {
    if (this.live.textContent !== sentence) this.live.textContent = sentence;
  }
}

export function attachUploaders(root: ParentNode = document): void {
  for (const element of root.querySelectorAll<HTMLElement>("[data-uploader]")) {
    new Uploader(element);
  }
}
