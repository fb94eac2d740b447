/** Sizes of the app's icon that desktops ask for, in pixels. */
export const appIconSizesPx = [16, 24, 32, 48, 64, 128, 256, 512];
