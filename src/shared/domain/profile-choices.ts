/** The profile there is before anybody made one. */
export const firstProfileId = 'personal';

/** Colours a profile may have. */
export const profileColors = ['indigo', 'teal', 'grape', 'orange', 'red', 'green', 'gray'] as const;

/** Pictures a profile may have. */
export const profileIcons = ['user', 'briefcase', 'home', 'school', 'flask', 'heart'] as const;
