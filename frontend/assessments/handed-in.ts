/**
 * Files as an answer: media's uploader takes each one, the answer holds their ids. Names of files that
 * were handed in on another device are asked for, one request each.
 */
import { clone, find } from "./dom";
import { say } from "./words";
import type { Item, Value } from "./types";

interface Described {
  id: string;
  name: string;
}

export function renderFiles(item: Item, value: Value, tell: (value: Value) => void): HTMLElement {
  const root = clone("files");
  const list = find(root, ".handed");
  const ids: string[] = Array.isArray(value) ? [...value] : [];
  const most = item.most_files ?? 1;
  const uploader = find(root, "[data-uploader]");
  const input = find<HTMLInputElement>(uploader, "[data-uploader-input]");
  const field = find<HTMLInputElement>(uploader, "[data-uploader-value]");
  // One upload a question is remembered over a reload.
  field.name = `cau-${item.n}-tep`;
  input.name = `${field.name}_upload`;
  input.id = `cau-${item.n}-tep`;
  input.accept = readTypes(root, item.accepts ?? []);
  find<HTMLLabelElement>(root, "[data-files-label]").htmlFor = input.id;
  find(root, "[data-files-most]").textContent = say("files_most", { n: most });

  const settle = () => {
    uploader.hidden = ids.length >= most;
    find(root, "[data-files-full]").hidden = ids.length < most;
  };
  const add = (file: Described) => {
    const row = clone("handed");
    find(row, "[data-name]").textContent = file.name;
    const button = find<HTMLButtonElement>(row, "button");
    button.setAttribute("aria-label", say("take_away", { name: file.name }));
    button.addEventListener("click", () => {
      ids.splice(ids.indexOf(file.id), 1);
      row.remove();
      settle();
      input.focus();
      tell(ids.length ? [...ids] : null);
    });
    list.append(row);
  };
  uploader.addEventListener("uploader:done", () => {
    const name = find(uploader, "[data-uploader-list] [data-name]").textContent ?? "";
    ids.push(field.value);
    add({ id: field.value, name });
    find(uploader, "[data-uploader-list]").replaceChildren();
    field.value = "";
    settle();
    tell([...ids]);
  });
  for (const id of ids) void describe(id).then(add);
  settle();
  // Loaded by papers that ask for files only; the page's own link has it in the cache.
  void import("../media/uploader").then(({ Uploader }) => new Uploader(uploader));
  return root;
}

function readTypes(root: HTMLElement, accepts: string[]): string {
  const types = JSON.parse(root.dataset["types"] ?? "{}") as Record<string, string>;
  return accepts.map((kind) => types[kind] ?? "").join(",");
}

async function describe(id: string): Promise<Described> {
  try {
    const response = await fetch(`/tep/${id}/trang-thai/`);
    return response.ok ? ((await response.json()) as Described) : { id, name: id };
  } catch {
    return { id, name: id };
  }
}
