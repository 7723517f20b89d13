const storageKey = "toile-single-keys";

/** Whether single letters act (WCAG 2.1.4: they can be switched off). On until someone says otherwise on this device. */
export function areSingleKeysOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== "off";
  } catch {
    return true;
  }
}

export function switchSingleKeys(isOn: boolean): void {
  localStorage.setItem(storageKey, isOn ? "on" : "off");
}
