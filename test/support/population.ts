/** Invented people whose names are as common as in real life, from a seed: Smith is common, most names are rare. */
import { day } from '../../services/rules/days.ts';
import type { Identity } from '../../services/rules/names.ts';

/** A number from 0 up to but not 1; mulberry32. */
export type Dice = () => number;
export const diceOf = (seed: number): Dice => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};
export const pick = <T>(dice: Dice, all: readonly T[]): T => all[Math.floor(dice() * all.length)] as T;

type Weighted = readonly (readonly [string, number])[];
const drawn = (dice: Dice, table: Weighted): string => {
  let left = dice() * table.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [name, weight] of table) {
    left -= weight;
    if (left < 0) return name;
  }
  return table[0]?.[0] ?? '';
};
/** The first is the commonest; the weights fall as names do, by a power of the rank. */
const ranked = (names: string, first: number, fall: number): Weighted =>
  names
    .trim()
    .split(/\s+/)
    .map((name, rank) => [name.replaceAll('_', ' '), first / (rank + 1) ** fall]);

// The hundred commonest of Great Britain hold about a fifth of its people: weights are people in ten thousand.
const common = ranked(
  `Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White Roberts Green Hall
  Wood Jackson Clarke Lewis Harris Scott Cooper King Turner Hill Ward Morris Moore Clark Lee Baker Harrison Morgan Allen
  James Mitchell Watson Phillips Parker Bennett Young Davis Cook Price Griffiths Shaw Kelly Bell Richardson Cox Marshall
  Collins Miller Edwards Hughes Murphy Carter Gray Simpson Mills Ellis Reid Ross Murray Campbell Stewart Graham Fox Webb
  Chapman Mason Hunt Holmes Palmer Lloyd Butler Barnes Knight Rogers Stevens Jenkins Fisher Powell Russell Dixon Hunter
  Gibson Fletcher Matthews Andrews Ford Grant O'Brien O'Connor Ryan Byrne O'Neill McDonald MacLeod Hope Day Nash Rose`,
  126,
  0.55,
);
const stems =
  'Ash Brad Thorn Stan Hart Cran Black White Green Mid Nor Sut Wes East Burn Cold Lang Long Ral Stock Ham Hazel Wind Wal Pem Ker Tre Pen Lin Mar Har Bar Cal Dal Ever Fair Gar Hal Kil Lock Mal Nether Old Pres Red Sher Til Up Wick Yar'.split(
    ' ',
  );
const ends =
  'ton ley field ford worth wood well bury by ham more croft shaw den combe land man son stead wick thorpe bourne holme lock gate ridge'.split(
    ' ',
  );
const rare = (dice: Dice): string => pick(dice, stems) + pick(dice, ends);

type Heritage = {
  readonly share: number;
  readonly newYear: number;
  family(dice: Dice): string;
  given(dice: Dice): string;
};
const either = (men: Weighted, women: Weighted) => (dice: Dice) => drawn(dice, dice() < 0.8 ? men : women);

const british: Heritage = {
  share: 0.76,
  newYear: 0.004,
  family: (dice) => (dice() < 0.24 ? drawn(dice, common) : rare(dice)),
  given: either(
    ranked(
      `David John Michael James Paul Andrew Mark Daniel Thomas Christopher Matthew Robert Stephen Jack Joshua Richard Ryan
      Peter Lee Adam Luke Liam Kevin Anthony Simon Jamie Craig Alan Ben Samuel Joseph Nathan Aaron Connor Kyle Jordan Sean
      Dean Gary Callum Scott Stuart Ian Darren Jason Wayne Shane Carl Reece Kieran Tyler Alex George Harry Charlie Oliver
      Lewis Gareth Rhys Euan Hamish Dominic Vincent Clive Trevor Nigel Roy Glen Neil Ross Tom Sam Dan Matt Joe`,
      5,
      0.6,
    ),
    ranked(
      `Sarah Emma Laura Rebecca Claire Nicola Susan Karen Amy Gemma Charlotte Lauren Chloe Jessica Lisa Michelle Samantha
      Rachel Hannah Kelly Stacey Leanne Natalie Donna Tracey Jade Sophie Megan Bethany Kirsty Louise Joanne Julie Zoë
      Siobhan Chantelle Renée Chloë Anne-Marie Kerry Paige Lucy Katie Abigail Ellie Kim Jo Ann`,
      5,
      0.6,
    ),
  ),
};

const heritages: readonly Heritage[] = [
  british,
  {
    share: 0.11,
    newYear: 0.05,
    family: (dice) =>
      drawn(
        dice,
        ranked(
          'Khan Patel Ahmed Hussain Ali Singh Begum Kaur Shah Akhtar Mahmood Iqbal Rahman Malik Miah Chowdhury Uddin Sharma Rashid Mirza Bibi Aziz Qureshi Sheikh Hassan Raja Nawaz Latif Hanif Gill Sandhu Dhillon Desai Mistry Joshi Nair Fernando Perera Gurung Rai',
          5,
          0.7,
        ),
      ),
    given: either(
      ranked(
        'Mohammed Muhammad Ali Imran Ahmed Hassan Omar Amir Bilal Usman Adeel Zain Kamran Tariq Asif Faisal Nadeem Rashid Sajid Waqas Yusuf Ibrahim Harpreet Gurpreet Jaspal Rajesh Sanjay Amit Vikram Anil Ravi Nikhil Hardeep Manjit Kiran',
        6,
        0.7,
      ),
      ranked(
        'Aisha Fatima Zainab Nadia Saima Shazia Samina Priya Anita Kiran Harjit Sunita Maryam Khadija Farah Rukhsana',
        5,
        0.5,
      ),
    ),
  },
  {
    share: 0.05,
    newYear: 0.03,
    family: (dice) =>
      drawn(
        dice,
        ranked(
          'Okafor Adeyemi Okoro Mensah Boateng Owusu Mohamed Abdi Hassan Osei Eze Obi Adebayo Nwosu Campbell Clarke Francis Joseph Charles Kamara Sesay Banda Moyo Ncube Tesfaye Haile Bekele Asante Appiah Olusegun',
          5,
          0.5,
        ),
      ),
    given: either(
      ranked(
        'Emmanuel Samuel David Daniel Abdullahi Mohamed Ibrahim Kwame Kofi Chidi Emeka Tunde Segun Leon Marlon Jermaine Tyrone Delroy Winston Marcus Kwesi Yaw Musa Abdi',
        5,
        0.5,
      ),
      ranked(
        'Grace Blessing Amina Hodan Abena Akosua Ngozi Chioma Michelle Natasha Shanice Ebony Joy Precious',
        5,
        0.5,
      ),
    ),
  },
  {
    share: 0.05,
    newYear: 0.006,
    family: (dice) =>
      drawn(
        dice,
        ranked(
          'Nowak Kowalski Wiśniewski Wójcik Kamiński Lewandowski Zieliński Szymański Dąbrowski Kozłowski Jankowski Popescu Ionescu Popa Radu Dumitru Stoica Kazlauskas Petrauskas Jankauskas Novák Horváth Nagy Tóth Ivanov Petrov Georgiev Hoxha Shehu Łukasik',
          5,
          0.5,
        ),
      ),
    given: either(
      ranked(
        'Piotr Krzysztof Andrzej Tomasz Paweł Michał Marcin Łukasz Mateusz Kamil Ion Andrei Mihai Florin Vasile Ionuț Tomas Mantas Lukas Ivan Georgi Dimitar Arben Besnik Zoltán László',
        5,
        0.5,
      ),
      ranked('Anna Maria Katarzyna Małgorzata Agnieszka Ewa Elena Ioana Mihaela Ieva Rasa Desislava', 5, 0.5),
    ),
  },
  {
    share: 0.03,
    newYear: 0.01,
    family: (dice) =>
      drawn(
        dice,
        ranked(
          'Nguyen Chan Wong Li Chen Wang Tran Lee Lam Ng Yılmaz Kaya Demir Çelik Şahin da_Silva dos_Santos Ferreira Gonçalves García Rodríguez Fernández Pérez Müller Jørgensen',
          5,
          0.6,
        ),
      ),
    given: either(
      ranked(
        'Wei Jun Ming Minh Tuan Hung Mehmet Mustafa Ahmet Murat Emre João José Carlos Luís André Jesús Jürgen Søren François',
        5,
        0.5,
      ),
      ranked('Mei Ling Thu Linh Ayşe Elif Zeynep Ana Sofia Inês Beatriz Lucía Françoise', 5, 0.5),
    ),
  },
];

const heritageOf = (dice: Dice): Heritage => {
  const table = heritages.map((heritage, at): [string, number] => [String(at), heritage.share]);
  return heritages[Number(drawn(dice, table))] ?? british;
};

const two = (number: number): string => String(number).padStart(2, '0');
/** Fifty years to the end of 2009; the young are more, and 1 January stands for days nobody knows. */
const birth = (dice: Dice, newYear: number): string => {
  const year = 2009 - Math.floor(50 * dice() ** 1.3);
  if (dice() < newYear) return `${year}-01-01`;
  const date = new Date(Date.UTC(year, 0, 1 + Math.floor(dice() * 365)));
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
};

export type Somebody = Identity & {
  readonly given: string;
  readonly family: string;
  readonly middle: string;
  readonly name: string;
};

const nicknames =
  'Shaz Baz Gaz Tommo Smudge Chalky Spud Nobby Dusty Tiny Ginge Macca Jonno Bez Mo Jay Kez Deano Tank Digger'.split(
    ' ',
  );

/** Some have a second given name, a double family name, an alias, a PNC id. */
export const somebody = (dice: Dice): Somebody => {
  const heritage = heritageOf(dice);
  const given = heritage.given(dice);
  const family = dice() < 0.04 ? `${heritage.family(dice)}-${heritage.family(dice)}` : heritage.family(dice);
  const middle = dice() < 0.35 ? heritage.given(dice) : '';
  const other = dice();
  const alias =
    other < 0.1 ? pick(dice, nicknames) : other < 0.2 ? `${heritage.given(dice)} ${heritage.family(dice)}` : '';
  return {
    given,
    family,
    middle,
    name: [given, middle, family].filter((part) => part !== '').join(' '),
    dateOfBirth: day(birth(dice, heritage.newYear)),
    ...(alias && { aliases: alias }),
  };
};

export const population = (dice: Dice, count: number): Somebody[] =>
  Array.from({ length: count }, () => somebody(dice));
