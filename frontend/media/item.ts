/** Draws one upload from `<template data-uploader-item>`: name, amount, time left, buttons. */

import type { Snapshot } from "./transfer";
import { fill, sayBytes, sayLeft, type Words } from "./words";

export interface Acts {
  pause?: () => void;
  resume?: () => void;
  cancel: () => void;
}

export class Item {
  readonly element: HTMLElement;
  private readonly said: HTMLElement;
  private readonly bar: HTMLProgressElement;
  private readonly language = document.documentElement.lang || "vi";

  constructor(
    template: HTMLTemplateElement,
    name: string,
    private readonly words: Words,
    acts: Acts,
  ) {
    const copy = template.content.cloneNode(true) as DocumentFragment;
    this.element = copy.firstElementChild as HTMLElement;
    this.said = this.element.querySelector("[data-said]")!;
    this.bar = this.element.querySelector("progress")!;
    this.element.querySelector("[data-name]")!.textContent = name;
    this.element.setAttribute("aria-label", name);
    for (const act of ["pause", "resume", "cancel"] as const) {
      this.button(act)?.addEventListener("click", () => acts[act]?.());
    }
  }

  /** Show where the upload stands, and keep the focus when its button goes. */
  show(now: Snapshot): void {
    const { stage } = now;
    this.say(this.sentence(now));
    this.bar.value = now.total ? (100 * now.sent) / now.total : 0;
    const shown = {
      pause: stage === "sending" || stage === "offline",
      resume: stage === "paused",
      cancel: stage !== "done" && stage !== "refused" && stage !== "checking",
    };
    // What appears comes first, so that the focus of what goes has a place to move to.
    for (const state of [true, false]) {
      for (const [act, isShown] of Object.entries(shown)) {
        if (isShown === state) this.toggle(act, isShown);
      }
    }
    this.element.classList.toggle("upload--refused", stage === "refused");
    this.element.classList.toggle("upload--done", stage === "done" || stage === "refused");
  }

  say(sentence: string): void {
    this.said.textContent = sentence;
  }

  private sentence(now: Snapshot): string {
    const values = {
      sent: sayBytes(now.sent, this.language),
      total: sayBytes(now.total, this.language),
      left: sayLeft((now.total - now.sent) / now.speed, this.words),
    };
    if (now.stage === "refused") return now.reason || fill(this.words.failed);
    if (now.stage === "sending" && !values.left) return fill(this.words.started, values);
    return fill(this.words[now.stage], values);
  }

  private button(act: string): HTMLButtonElement | null {
    return this.element.querySelector(`[data-act="${act}"]`);
  }

  private toggle(act: string, shown: boolean): void {
    const button = this.button(act);
    if (!button || button.hidden === !shown) return;
    const hadFocus = document.activeElement === button;
    button.hidden = !shown;
    if (hadFocus && !shown) {
      this.element.querySelector<HTMLButtonElement>("[data-act]:not([hidden])")?.focus();
    }
  }
}
