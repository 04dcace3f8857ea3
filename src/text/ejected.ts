/** How the drift check begins to refuse a project after "projen eject", from which the doctor knows that there is nothing to correct. */
export const EJECTED = 'This project was ejected from projen';
