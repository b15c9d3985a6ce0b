/**
 * What Safe Exam Browser tells its pages about itself: its keys hashed with the page's address. The modern
 * WebView cannot put them into headers of requests, so the player does.
 *
 *   fetch(address, { headers: { ...proveBrowser() } });
 *
 * https://safeexambrowser.org/developer/seb-config-key.html: SEB 3.3.2 for Windows, 3.1 for macOS and iOS
 */
interface Security {
  configKey?: string;
  browserExamKey?: string;
}

export function proveBrowser(): Record<string, string> {
  const security = (window as { SafeExamBrowser?: { security?: Security } }).SafeExamBrowser?.security;
  if (!security?.configKey) return {};
  return {
    "X-Bh-Seb-Page": location.href.split("#")[0] ?? "",
    "X-Bh-Seb-Config": security.configKey,
    "X-Bh-Seb-Exam": security.browserExamKey ?? "",
  };
}
