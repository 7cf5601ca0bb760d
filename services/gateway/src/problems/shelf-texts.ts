import { told, type ProblemText } from './problem-text.js';

/** Refusals of the saved views of one owner. */
export const SHELF_TEXTS: Readonly<Record<string, ProblemText>> = {
  'shelf.name-taken': told(
    409,
    [
      'Another saved view has this name',
      'Toisella tallennetulla näkymällä on jo tämä nimi',
      'En annan sparad vy har redan detta namn',
    ],
    [
      'Choose another name than {name}.',
      'Valitse jokin muu nimi kuin {name}.',
      'Välj ett annat namn än {name}.',
    ],
  ),
  'shelf.too-many-views': told(
    409,
    [
      'There are as many saved views as there can be',
      'Tallennettuja näkymiä on jo enimmäismäärä',
      'Det finns redan så många sparade vyer som möjligt',
    ],
    [
      'At most {max} are kept for an owner. Remove one first.',
      'Omistajaa kohden säilytetään enintään {max}. Poista ensin jokin niistä.',
      'Högst {max} sparas per ägare. Ta först bort en av dem.',
    ],
  ),
  'shelf.view-id-used': told(409, [
    'The id is that of another saved view',
    'Tunnus on toisen tallennetun näkymän',
    'Id tillhör en annan sparad vy',
  ]),
  'shelf.view-unknown': told(404, [
    'There is no such saved view',
    'Tällaista tallennettua näkymää ei ole',
    'Det finns ingen sådan sparad vy',
  ]),
};
